"""Long trials of what the tests try in short; ``python3 dev.py drill`` runs them."""
