"""Sending one message to files, mail servers and webhooks; what it says is made in ``desk.services``."""
