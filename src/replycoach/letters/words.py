"""What a letter says of its own in each language, and how it asks for sender and addressee."""

from __future__ import annotations

WORDS = {
    "ru": {
        "draft": "ПРОЕКТ",
        "no_number": "№ проект",
        "number": "№ {}",
        "reference": "На № {}",
        "attached": "Приложение:",
        "attached_many": "Приложения:",
        "closing": "С уважением,",
        "seal": "М.П.",
        "ip": "Индивидуальный предприниматель",
        "self_employed": "Плательщик налога на профессиональный доход",
        "inn": "ИНН {}",
        "inn_kpp": "ИНН/КПП {}",
        "ogrn": "ОГРН {}",
        "ogrnip": "ОГРНИП {}",
    },
    "en": {
        "draft": "DRAFT",
        "no_number": "Our ref: DRAFT",
        "number": "Our ref: {}",
        "reference": "Your ref: {}",
        "attached": "Enclosure:",
        "attached_many": "Enclosures:",
        "closing": "Yours sincerely,",
        "seal": "",
    },
}
ASKED = {
    "ru": {
        "to.name": ("имя адресата", "Кому письмо: фамилия, имя и отчество?", "Иваненко Ирина Олеговна"),
        "to.company": ("компания адресата", "В какую компанию?", "ООО «Ромашка»"),
        "sender.name": ("ваша компания", "Как называется ваша компания?", "ООО «Студия Север»"),
        "sender.person": ("ваше имя", "Кто подписывает: фамилия, имя, отчество?", "Смирнов Андрей Павлович"),
        "sender.phone": ("ваш телефон", "По какому телефону вас можно застать?", "+7 495 123-45-67"),
        "sender.email": ("ваша почта", "Ваш адрес электронной почты?", "andrey@example.com"),
        "sender.payment": (
            "реквизиты для оплаты",
            "Куда платить?",
            "р/с 40702810000000000001, банк «Пример»",
        ),
    },
    "en": {
        "to.name": ("addressee's name", "Who is the letter to, by first name and surname?", "Jane Carter"),
        "to.company": ("addressee's company", "At which company?", "Daisy Ltd"),
        "sender.name": ("your company", "What is your company called?", "North Studio Ltd"),
        "sender.person": ("your name", "Who signs, by first name and surname?", "Andrew Smith"),
        "sender.phone": ("your phone", "Which phone number reaches you?", "+44 20 7946 0123"),
        "sender.email": ("your e-mail", "Your e-mail address?", "andrew@example.com"),
        "sender.payment": ("your bank details", "Where should the money go?", "Example Bank, 00-00-00, 00000001"),
    },
}
"""Label, question and example, as a field has them."""
