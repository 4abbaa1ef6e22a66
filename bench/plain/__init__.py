"""The same tables served as a plain project with Django REST framework would."""
