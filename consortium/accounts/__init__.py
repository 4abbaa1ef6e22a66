"""How people sign in, stay signed in, and are let in by whoever keeps the accounts."""
