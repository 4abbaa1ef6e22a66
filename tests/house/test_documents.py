"""Pages that repeat what the code says are kept true."""

from django.core.management import call_command


def test_the_data_model_page_is_up_to_date():
    call_command("document_models", check=True)


def test_the_page_of_roles_is_up_to_date():
    call_command("document_roles", check=True)
