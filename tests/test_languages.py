"""Which language a draft is in: ours in doubt, another only if it plainly is."""

from __future__ import annotations

import pytest

from replycoach.document import Document
from replycoach.languages import detect

OTHER = "another language"
DRAFTS = [
    pytest.param("ru", "Здравствуйте, Анна! Исправлю форму сегодня к шести и пришлю вам ссылку на проверку.", id="ru"),
    pytest.param("en", "Hello Anna, I will fix the form by six today and send you the link.", id="en"),
    pytest.param("ru", "Да", id="ru-one-word"),
    pytest.param("en", "OK", id="en-one-word"),
    pytest.param("en", "15.05, 18:00", id="no-words"),
    pytest.param("en", "🙂", id="emoji"),
    pytest.param("ru", "Баг в API, отправлю fix до 18:00, проверьте staging и напишите, всё ли ок.", id="ru-jargon"),
    pytest.param("en", "The button says «Отправить», I will change it to «Send», is that what you want?", id="en-word"),
    pytest.param("ru", "Ирина, посмотрела файл report-final-version, всё в порядке, отправляю.", id="ru-file-name"),
    pytest.param("en", "Das ist es und ich bin nicht zu spät", id="german-too-short"),
    pytest.param(
        "German",
        "Guten Tag, wir haben den Fehler gefunden und es ist nicht zu spät. Ich sende Ihnen die Datei.",
        id="german",
    ),
    pytest.param(
        "French", "Bonjour, nous avons trouvé le problème et je vous envoie la version dans une heure, merci pour votre"
        " patience, ce sera prêt ce soir.", id="french"
    ),
    pytest.param(
        "Spanish", "Hola, ya encontré el problema en la página y se lo envío a usted hoy por la tarde, gracias por su"
        " paciencia con los cambios que no están.", id="spanish"
    ),
    pytest.param(OTHER, "Добрий день! Ми вже виправили помилку, надішлемо вам файл сьогодні ввечері.", id="ukrainian"),
    pytest.param(OTHER, "Сәлеметсіз бе! Біз қатені түзетіп жатырмыз, файлды бүгін кешке дейін жібереміз.", id="kazakh"),
    pytest.param(OTHER, "您好，我们已经找到问题，今天下午六点之前会把文件发给您，谢谢您的耐心。", id="chinese"),
    pytest.param(OTHER, "こんにちは、問題を見つけました。今日の夕方までにファイルをお送りします。", id="japanese"),
    pytest.param(OTHER, "Γεια σας, βρήκαμε το πρόβλημα και θα στείλουμε το αρχείο σήμερα.", id="greek"),
    pytest.param(OTHER, "مرحبا، لقد وجدنا المشكلة وسنرسل الملف اليوم قبل الساعة السادسة", id="arabic"),
    pytest.param(
        "en", "Анна, добрый день! Исправил форму. See the staging link, I will send it to you and we can check it.",
        id="mixed-mostly-english",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "draft"), DRAFTS)
def test_language(language: str, draft: str) -> None:
    assert detect(Document(draft)) == language
