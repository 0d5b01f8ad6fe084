import uuid

import pytest
from wagtail.models import Locale


@pytest.fixture
def skills(tree):
    """The framework's skills, in words, without a bank."""
    from catalogue.agenda.skills import load_skills

    load_skills()
    return tree


@pytest.fixture
def questions(skills):
    """The delivered bank in three languages."""
    write_bank()
    return skills


def write_bank() -> None:
    """Write the delivered questions in one go; loading.py takes seconds, being thorough."""
    from diagnostic.bank_file import read_questions
    from diagnostic.loading import question_of
    from diagnostic.models import Question

    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    rows = []
    for filed in read_questions():
        key = uuid.uuid4()
        rows += [question_of(filed, locales[language], language, key) for language in filed.words]
    Question.objects.bulk_create(rows)
