"""What the invented news is made of: kits of sentences by topic. All prose here is invented."""
