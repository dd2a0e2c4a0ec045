"""The nightly crawl in the system's own scheduler: systemd, cron or the Windows task scheduler."""
