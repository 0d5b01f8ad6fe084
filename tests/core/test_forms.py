"""Forms that speak plainly and lose nothing of what was typed."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from core.forms import MAX_LENGTH, LineField, PhoneField, PlainForm


class Sample(PlainForm):
    first_name = LineField(label="Prénom", max_length=60, autocomplete="given-name", help_text="Comme on vous appelle.")
    phone = PhoneField(label="Téléphone", required=False)
    note = forms.CharField(label="Note", required=False)
    age = forms.IntegerField(label="Âge", required=False, min_value=1)
    email = forms.EmailField(label="Mail", required=False, error_messages={"invalid": "À ma façon."})
    answer = forms.ChoiceField(label="Réponse", choices=[("0", "Non"), ("1", "Oui")], widget=forms.RadioSelect)

    reasons = {"phone": "Pour vous prévenir."}
    pictures = {"answer": {"0": "no"}}


def sent(**data) -> Sample:
    return Sample({"first_name": "Awa", "answer": "0", **data})


def test_a_phone_is_cleaned_whatever_its_spelling():
    for typed in ("06 39 98 12 34", "0639981234", "+33 6 39 98 12 34", "06.39.98.12.34"):
        assert sent(phone=typed).is_valid()
        form = sent(phone=typed)
        form.is_valid()
        assert form.cleaned_data["phone"] == "+33639981234"


@pytest.mark.parametrize("typed", ["06 39 98 12", "bonjour", "9" * 10_000, "06\x0039981234", "😀" * 12, "٠٦٣٩٩٨١٢"])
def test_a_mistaken_phone_gets_a_sentence_and_stays_typed(typed):
    form = sent(phone=typed)
    assert not form.is_valid()
    assert form["phone"].problem
    assert form["phone"].value() == typed.replace("\x00", "")


def test_an_error_says_what_to_do():
    form = sent(phone="06", age="douze", first_name="")
    assert form["phone"].problem == "Écrivez 10 chiffres, par exemple 06 39 98 12 34."
    assert form["age"].problem == "Écrivez un nombre en chiffres, par exemple 2."
    assert form["first_name"].problem == "Écrivez votre réponse ici."


def test_a_message_written_by_the_author_wins():
    assert sent(email="awa").errors["email"] == ["À ma façon."]


def test_long_texts_are_refused_with_a_sentence_not_cut_by_the_browser():
    form = sent(note="x" * 10_000, first_name="é" * 61)
    assert form["note"].problem == f"C’est trop long. Écrivez {MAX_LENGTH} caractères au plus."
    assert form["first_name"].problem == "C’est trop long. Écrivez 60 caractères au plus."
    assert "maxlength" not in str(form["first_name"])


def test_a_null_byte_is_refused_politely_and_not_sent_back():
    form = sent(note="bon\x00jour")
    assert not form.is_valid()
    assert "signe" in form["note"].problem
    assert "\x00" not in str(form["note"])


def test_a_forged_choice_is_refused():
    assert sent(answer="9").errors["answer"] == ["Choisissez une des réponses affichées."]
    assert Sample({"first_name": "Awa"}).errors["answer"] == ["Choisissez une réponse."]


def test_every_message_is_there_in_arabic():
    with override("ar"):
        form = sent(phone="06", age="x", first_name="é" * 61)
        assert "اكتب" in form["phone"].problem
        assert "اكتب" in form["first_name"].problem


def test_the_summary_leads_to_each_field_in_order():
    form = Sample({"phone": "06"})
    assert [problem.anchor for problem in form.problems] == ["id_first_name", "id_phone", "id_answer_0"]
    html = render_to_string("components/error_summary.html", {"form": form})
    assert 'href="#id_answer_0"' in html
    assert "3 choses à revoir" in html


def test_there_is_no_summary_when_all_is_well():
    assert "errors" not in render_to_string("components/error_summary.html", {"form": sent()})


def test_a_field_tells_assistive_technology_its_hint_its_reason_and_its_problem():
    form = sent(phone="06", first_name="")
    name = render_to_string("components/field.html", {"field": form["first_name"]})
    assert 'aria-describedby="id_first_name_helptext id_first_name_error"' in name
    assert 'aria-invalid="true"' in name
    assert 'autocomplete="given-name"' in name
    phone = render_to_string("components/field.html", {"field": form["phone"]})
    assert 'aria-describedby="id_phone_reason id_phone_error"' in phone
    assert 'inputmode="tel"' in phone
    assert 'dir="ltr"' in phone
    for identifier in ("id_phone_reason", "id_phone_error"):
        assert f'id="{identifier}"' in phone


def test_choices_are_tiles_with_their_drawing_and_keep_the_answer():
    html = render_to_string("components/field.html", {"field": sent(answer="1")["answer"]})
    assert html.count("choice pictured") == 1
    assert 'value="1" id="id_answer_1" checked' in html


def test_what_was_typed_is_escaped():
    html = render_to_string("components/field.html", {"field": sent(first_name='"><script>x</script>')["first_name"]})
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_long_sentence_to_agree_to_is_not_said_again_in_the_summary():
    class Agreement(PlainForm):
        agrees = forms.BooleanField(label="I agree. " * 12, error_messages={"required": "Tick this box."})

    assert [(problem.label, problem.message) for problem in Agreement({}).problems] == [("", "Tick this box.")]
