import os


def ensure(root):
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "tracker",
        "USER": "postgres",
        "HOST": "/tmp/pg15",
        "PORT": "5433",
    }


def secret_key(root):
    return "x" * 50
