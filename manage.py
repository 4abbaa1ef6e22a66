#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line

COMMANDS = {"STATEMENT_TIMEOUT": "1800", "LOCK_TIMEOUT": "60", "IDLE_TIMEOUT": "1800"}
"""Seconds: commands may take longer than whoever waits for an answer does."""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    if sys.argv[1:2] != ["runserver"]:
        os.environ.update(COMMANDS | os.environ)
    execute_from_command_line(sys.argv)
