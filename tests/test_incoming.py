"""What the coach hears in a client's message: how upset he is, his group, his questions.

The messages are invented for this test. Up to 15 % may be heard a step off; none may be taken for its opposite.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest

import replycoach

REPLY = "Спасибо, отвечу сегодня до 18:00."
GROUPS = "A B C none".split()
ENOUGH = 0.85


class Heard(NamedTuple):
    """A client's message, how upset it is (0 to 3) and its group."""

    group: str
    upset: str
    words: str


def _heard(table: str) -> list[Heard]:
    """One message a line: its group and level, a blank, the words."""
    lines = filter(None, map(str.strip, table.splitlines()))
    return [Heard(line.partition(" ")[0][:-1], line.partition(" ")[0][-1], line.partition(" ")[2]) for line in lines]


RU = _heard("""
    A3 Вы угробили нам открытие ресторана. Ни скидок, ни переделок не предлагайте, видеть вас больше не желаю.
    A3 всё, с меня хватит, удаляйте мой номер, больше я к вам ни ногой и знакомым закажу
    A3 МНЕ НИЧЕГО ОТ ВАС НЕ НАДО. Заявление в суд уже у юриста.
    A3 Я лучше сожгу этот тираж, чем возьму его у вас. Плевать сколько стоит.
    A3 Договор расторгаем сегодня. Деньги оставьте себе, подавитесь. Отзыв на всех площадках уже висит.
    A3 слушай сюда, халтурщик. платить не буду из принципа, хоть в суд подавай
    A3 Даже не вздумайте звонить. Любое ваше предложение отправится в корзину, мне не интересно.
    A3 Вы опозорили меня перед всей роднёй на юбилее матери. Извинения не принимаю. Всё, прощайте навсегда.
    A3 ворьё!!! всем в городе расскажу какие вы мастера. денег ваших мне не надо
    A3 Не нужны мне ваши скидки и переделки. Пусть сайт лежит хоть год, но с вами я дел больше иметь не буду.
    A3 Ты загубил единственный экземпляр дедушкиных снимков. Разговаривать не о чем. Не пиши.
    A3 Мы снимаем все заказы до конца года, пусть даже потеряем аванс. Ваших объяснений читать не стану.
    A3 Бездари! Жалоба в прокуратуру и Роспотребнадзор ушла утром, отступать не собираюсь
    A3 кухня может быть хоть золотая, от вашей фирмы мне ничего не нужно. забирайте, никогда больше к вам не обращусь
    A3 Знать вас не хочу после того, что вы сделали с моей кухней! Аферисты! Вас вся улица будет знать.
    A3 Идите вы со своими извинениями. Проект закрыт, доступы я поменял, отвечать не буду.
    A3 Вы меня не услышите больше. Ни по телефону, ни в почте. И всем заказчикам из гильдии я уже написала, кто вы.
    A3 Ваши фотографии отправились в мусорку вместе с договором. Платить отказываюсь, и пусть мне потом будет хуже.
    A3 Снимите наш логотип со своего портфолио и исчезните. Никаких встреч.
    A3 вы украли у меня три месяца жизни. судитесь если хотите, мне уже всё равно
    A3 Передумала мириться. Пусть праздник отменится совсем, но вашей ноги в моём доме не будет.
    A3 Позор вам. Завтра об этом прочитают сорок тысяч подписчиков, а извиняться поздно.
    A3 Скажу коротко: вы для меня больше не существуете. Номер в бане.
    A3 Я скорее сама выучу программирование, чем ещё раз доверюсь таким уродам
    A3 Не надо мне ничего переделывать, я всё равно всё выкину. Такого свинства не прощают.
    A3 Наша компания прекращает с вами любые отношения, материалы переданы юристам, предложения не рассматриваем.
    A3 Подавитесь своей скидкой!
    A3 Ключи от студии верну через охрану. С вами лично не встречусь и слушать никого не собираюсь.
    A3 Вы сделали из моего магазина посмешище. Мне больше ничего не надо, закрываюсь и вас знать не желаю
    A3 бракоделы!!! ни копейки больше, весь подъезд предупрежу
    A3 Не трудитесь предлагать скидку. Я уйду к дорогим, но к честным.
    A3 Мой муж юрист, ждите повестку. Возврат меня не интересует, интересует справедливость.
    A3 Отписался от вас везде. Курс ваш стёр, деньги считаю потерянными. Желаю вам разориться.
    A3 Из-за вашей няни сын попал в больницу. Никакие извинения этого не исправят. Забудьте дорогу к нашему дому.
    A3 Хоть золотом покройте этот забор, я его всё равно снесу. Принципиально.
    A3 Вы больше не получите от меня ни одного звонка. Колодец засыпал, аванс пусть остаётся у вас на совести.
    A3 шарлатаны. в гробу я видала ваши скидки. весь форум уже в курсе
    A3 Не старайтесь, на ваши письма я поставил фильтр сразу в корзину
    A3 Вы убили мой бизнес. Мне теперь без разницы, чем это закончится, но лицензии вы лишитесь
    B2 Третий раз присылаете не тот размер баннера. Делайте заново за свой счёт и минус тридцать процентов.
    B2 Сайт лежал двое суток, мы потеряли семь заказов. Хочу, чтобы вы вычли это из счёта.
    B2 Верните половину за уроки. Ребёнок за два месяца не продвинулся ни на шаг.
    B3 Безобразие! Стены кривые, плинтус отходит. Либо скидка 40%, либо я пишу отзыв.
    B2 вы мне сорвали съёмку, модель я оплатила впустую. компенсируйте её гонорар и переснимаем бесплатно
    B2 Ошибка в отчёте ваша, штраф 5000 пришёл нам. Штраф платите вы, и квартал обслуживания в подарок.
    B2 Сколько можно кормить завтраками? Где мой перевод?! Вычитаю по тысяче за каждый день.
    B2 Я в шоке от сметы. Снижайте на треть и печать включайте, тогда продолжим.
    B2 Понимаю, погода. Но гости мёрзли, и часть денег за шатёр хотелось бы вернуть.
    B3 Мошенники какие-то! Верните аванс сегодня же, иначе пойду в полицию
    B2 никто трубку не берет третий день, это нормально вообще? требую возврат за доставку
    B2 Мы остаёмся, но только если следующие два поста бесплатно и менеджера поменяете. Так работать нельзя.
    B2 Ваш курьер разбил вазу. Жду возмещения, 3200, и ещё один букет за беспокойство.
    B2 Ролик вышел с чужой музыкой, канал получил бан. Это катастрофа, мы теряем деньги каждый час
    B3 ДИЛЕТАНТЫ. Перевод стыдно показать. Пересчитайте за полцены, тогда, может, заплачу.
    B2 Опять перепутали фамилию жениха! Приглашения перепечатываете сами и доставка с вас
    B2 Полгода платим за продвижение, результата ноль. Или месяц работаете даром, или ищем других
    B2 На полу царапины после вашей бригады. Удержим десять тысяч из остатка, остальное оплатим.
    B2 Мне обещали триста листовок, пришло двести сорок. Допечатайте недостающие и доставка пусть будет вашей.
    B2 Вы профукали мой дедлайн, поэтому следующий заказ делаете за так. Справедливо же?
    B2 С таким качеством полную сумму вы не увидите. Готова отдать 60 процентов и разойтись.
    B2 Что это за цирк с переносами? Четвёртый перенос. Дайте бонусный месяц, иначе отпишемся.
    B2 Няня опоздала на два часа, я пропустила собеседование. Прошу не брать оплату за этот день
    B2 злая как чёрт. платье прожгли утюгом. новое куплю за ваши деньги
    B2 Хотим компенсацию за испорченный ковёр и ещё одну чистку без оплаты
    B2 Номер был не тот, что на фото. Думаю, половину стоимости стоило бы нам вернуть.
    B2 Ну и где обещанные лиды? 90 тысяч в трубу. Отрабатывайте
    B2 Ковёр вернулся с пятном. Химчистку считаем неоплаченной, и привезите чек за потраченное такси, возместите.
    B2 После вашей диеты у собаки аллергия. Ветеринар стоил 7 тысяч, эти деньги хочу получить от вас.
    B2 Ладно, я остыла. Но полторы тысячи за пустой визит мне верните, и следующий маникюр со скидкой.
    B2 Четыре правки, и всё мимо. Переходим на почасовую вниз: дальше бесплатно, пока не попадёте.
    B2 Фотокнигу порвала почта, упаковали плохо вы. Новый экземпляр за вами.
    B2 Пропустили пик сезона из-за вас. Продлите поддержку на полгода без доплат, и мы забудем.
    B2 Раздражает уже. За неделю ни одного отчёта, а абонентку списали. Пересчитайте.
    B3 Дармоеды! Сорок тысяч за такое? Десять, и ни рублём больше, берёте или нет?
    B2 Борода вышла кривая, клиенты смотрят косо. Либо перестригаете даром, либо полцены назад
    B2 Задержка три недели. По договору пеня 0,1 процента в день, вычтите из финального платежа.
    B2 Ужасная озвучка, диктор шепелявит. Переозвучьте другим голосом, платить второй раз не намерена.
    B2 Вы обещали тишину, а у соседей стройка. Верните за две ночи, остальное проживём.
    C1 Добрый день! В меню у салата старая цена, поправьте, пожалуйста.
    C1 Немного огорчилась, что фото пришли без ретуши. Можно доделать хотя бы десять?
    C1 Форма на сайте не отправляется, гляньте когда сможете
    C1 ребят, а чего макет до сих пор не прислали? ждём
    C1 Честно говоря, ждали более яркого логотипа. Давайте попробуем ещё один вариант?
    C2 Очень расстроены, что торт приехал помятым. Давайте вместе подумаем, как быть, хотим заказывать дальше.
    C1 Второе занятие подряд начинается на 10 минут позже. Давайте договоримся о другом времени?
    C1 Не совсем то, что обсуждали: просили тёплые тона, а получилось холодно. Поправим?
    C1 чот ссылка не открывается, пришлите другую плз
    C1 Дороговато выходит. Есть вариант попроще?
    C1 Здравствуйте, письмо с доступами так и не пришло. Проверьте, может, в спаме у нас.
    C1 Видео тормозит на телефоне, на компьютере нормально. Чем это лечится?
    C1 В договоре моя фамилия с ошибкой, через «е» вместо «и». Переделаете?
    C2 Признаюсь, я злюсь: неделя тишины. Но работать с вами хочу, предлагаю созваниваться по средам.
    C1 Плитка в углу чуть отошла. Когда будете рядом, заедете посмотреть?
    C1 Текст суховат, нам бы поживее. Готовы подождать пару дней.
    C1 Вчера ждал вашего звонка, не дождался( всё в силе?
    C1 Доброе утро! Кажется, в смете дважды посчитали доставку. Посмотрите?
    C1 Ой, а на сайте телефон прошлогодний висит
    C1 Чуть смущает, что занятия идут не по той программе, что мы выбирали. Обсудим?
    C1 Свет на фото жёлтый какой-то, можно холоднее сделать?
    C1 пирог вкусный но привезли на час позже, гости уже ушли. в следующий раз давайте пораньше
    C1 Не нашла в архиве исходников, хотя договаривались. Дошлёте?
    C2 Вымотались с этим ремонтом и уже ругаемся дома. Но вам верим, давайте составим новый график и закончим.
    C1 У кнопки серый цвет, почти не видно. Сделаем контрастнее?
    C1 Скиньте, пожалуйста, акт ещё раз, в этом ИНН перепутан
    C1 Немного не поняли, почему дизайнер сменился без предупреждения. Расскажете?
    C1 Подскажите, а заявки с сайта куда приходят? Что-то третий день пусто.
    C1 Мастер был вежливый, но кран всё равно подкапывает. Сможет вернуться?
    C1 Приветствую, у меня в расписании два урока на одно время стоят
    C1 нам бы звук погромче в начале ролика, плохо слышно диктора
    C1 Мы рассчитывали на три варианта, а в папке два. Третий ещё будет?
    C1 Перевод хороший, но термины в пятой главе скачут. Давайте сверимся?
    C1 Скатерти привезли белые вместо льняных. Ничего, выкрутились, но в субботу нужны именно льняные.
    C2 Ночь не спали, трубу прорвало там, где вы чинили. Вы мастер хороший, поэтому прошу: приезжайте, решим спокойно.
    C1 Добрый день. В выписке не сходится итог на 40 рублей, можете перепроверить?
    C1 немного обидно что забыли про свечки на торте. но сам торт огонь
    C1 Кажется, вы отправили мне чужой чек
    C1 Дверца шкафа не закрывается до конца, подрегулируете?
    C1 Не смогла войти в личный кабинет, пишет неверный код
    C2 Я очень расстроен результатом, но верю, что вы разберётесь. Как нам лучше сделать?
    none0 Здравствуйте! Нужен перевод диплома на немецкий, сколько будет стоить и как быстро?
    none0 Спасибо, картинки супер, ставим в печать!
    none0 Деньги отправил, чек во вложении.
    none0 Давайте перенесём созвон на четверг, у меня утром врач.
    none0 Можно добавить ещё одну страницу с контактами? Оплачу отдельно.
    none0 Простите, что так долго не отвечала, болел сын. Макет утверждаю.
    none0 Напомните, пожалуйста, реквизиты для оплаты
    none0 ок, жду
    none0 Мы выбрали второй вариант, он чудесный. Когда можно приступать к вёрстке?
    none0 Прислал тексты для трёх разделов, четвёртый будет к пятнице, бухгалтерия задерживает цифры.
    none0 Подскажите, куда нажать, чтобы сменить пароль?
    none0 Возьмётесь за каталог на 40 товаров? Бюджет 60 тысяч, срок до конца мая.
    none0 Всё работает, проблем нет, спасибо за оперативность!
    none0 Добрый вечер, а вы делаете логотипы для кофеен? Друг посоветовал вас
    none0 Я случайно удалила письмо со ссылкой, перешлёте?
    none0 Поставьте нас, пожалуйста, в график на август. Торопиться некуда
    none0 Мы всей командой смеялись над вашим роликом, очень смешно, берём!
    none0 Хотим освежить вывеску, можете подъехать замерить на следующей неделе?
    none0 Всё дошло, кот в восторге от домика, фото пришлю)
    none0 Подтверждаю бронь на 14 июня, двое взрослых и ребёнок
    none0 Скажите, а вы работаете по договору или через самозанятость?
    none0 Задержимся минут на десять, пробки, не начинайте без нас!
    none0 Отправил правки одним файлом, их немного, смотрите когда удобно
    none0 Нас на мероприятии будет 25, а не 20, сможете накрыть?
    none0 Сын просит ещё один урок перед контрольной, есть окошко в среду?
    none0 Оплату провёл, проверьте поступление пожалуйста
    none0 Какой шрифт вы использовали в презентации? Очень понравился
    none0 Можете прислать прайс на фотосессию новорождённых?
    none0 Договор подписала, скан прикрепила. Жду предоплатный счёт.
    none0 А если я захочу поменять имя на обложке, до какого числа можно?
    none0 Ребята, вы лучшие, премию вам! Продолжаем в том же духе
    none0 У нас поменялся директор, теперь документы на Иванову. Учтите, пожалуйста
    none0 Собаку заберём в шесть, она поела?
    none0 Я пока думаю, отвечу к концу недели, хорошо?
    none0 Добавьте в рассылку ещё двух коллег, адреса ниже
    none0 Можно оплатить двумя частями?
    none0 Вчера забрали щенка, всё прекрасно, документы тоже получили
    none0 Какой у вас адрес мастерской и до скольки работаете?
    none0 Сделайте, пожалуйста, обложку тёмно-синей, текст оставляем как есть
    none0 Я передумала насчёт жёлтого, давайте зелёный
    none0 Наш бухгалтер в отпуске, счёт оплатим в понедельник
""")

EN = _heard("""
    A3 You wrecked my sister's wedding album. I don't want a reprint, I don't want a refund, I want you out of my life.
    A3 We're finished. Take the deposit and choke on it. Every planner in town already knows your name.
    A3 NOT INTERESTED in your excuses. My solicitor has the file.
    A3 i'd rather burn the flyers than pay you for them. dont ever contact me again
    A3 Consider the contract terminated as of this morning. Do not reply, I have blocked your address.
    A3 You are a liar and a thief and I'm telling every parent at school. No amount of free lessons will change that.
    A3 Honestly you could give it to me for free and I still wouldn't take it. We are through.
    A3 I know the new logo is good. I'm still rejecting it. I will never give you people the satisfaction.
    A3 I've already posted the review on three sites and filed a complaint with the trade body. Save your breath.
    A3 Don't bother fixing it. Don't bother calling. We've pulled all four campaigns and eaten the cost.
    A3 See you in court, you absolute fraud.
    A3 you people are scum. nothing you say will make me pay. ever.
    A3 I'm past talking. Your apology goes straight in the bin, same as your invoice.
    A3 Never darken our door again. We would sooner close the café than have you back in the kitchen.
    A3 No more calls, no more meetings, no more offers. I'm done, and I'll make sure nobody hires you.
    A3 My father's eulogy was printed with someone else's name. Whatever you offer, the answer is no. Leave us alone.
    A3 I don't care what it costs me, I will sue you over this translation.
    A3 Your pictures went into the trash along with the contract. I refuse to pay, and if that hurts me later, so be it.
    A3 Take our logo off your portfolio and disappear. There will be no meeting.
    A3 you stole three months of my life. take me to court if you like, i no longer care
    A3 I've changed my mind about making peace. I'd sooner cancel the party than let you in my house.
    A3 Shame on you. Tomorrow forty thousand followers will read about it, and it's too late for apologies.
    A3 Short version: you no longer exist for me. Your number is blocked.
    A3 I'll learn to code myself before I trust you bastards a second time
    A3 Don't redo anything, I'll throw it away regardless. Nobody forgives a thing like this.
    A3 Our company is severing all ties with you. The file is with our attorneys and no proposal will be considered.
    A3 Shove your discount.
    A3 I'll return the studio keys through security. I won't meet you in person and I'm not listening to anyone.
    A3 You turned my shop into a laughing stock. I want nothing more, I'm closing and you don't exist for me.
    A3 cowboys!!! not a penny more, and i'm warning the whole building
    A3 Don't trouble yourself offering a discount. I'm going to somebody pricey but honest.
    A3 My husband is a barrister, expect papers. A refund doesn't interest me, justice does.
    A3 Unfollowed you everywhere, wiped your course, wrote the money off. I hope you go under.
    A3 Your nanny put my son in hospital. No apology can fix that. Forget you ever knew our address.
    A3 You can gild that fence and I'll still tear it down. It's the principle.
    A3 You won't get another call from me. I filled in the well, and the deposit can weigh on your conscience.
    A3 charlatans. i wouldn't take your discount if i was starving. the whole forum knows already
    A3 Don't try, your emails go to spam automatically now
    A3 You killed my business. I don't mind how this ends for me, but you will lose your licence
    B2 Third time the invoice is wrong. Knock 20% off and redo it at your own expense.
    B2 The site was down for two days and we lost around thirty bookings. I want that taken off the bill.
    B2 Nobody showed up Tuesday or Thursday. Refund the call-out fee and do the job for free.
    B3 This is outrageous. Either you halve the price or I leave a one-star review.
    B2 My son made zero progress in ten lessons. I'd like my money back for at least half of them.
    B2 I get that the storm wasn't your doing, but we paid for a full day. We'd expect part of the fee back.
    B2 How many more times do I have to send the same corrections?? I'm deducting fifty from the final payment
    B2 We'll stay on one condition: two months free and a different account manager. It can't go on like this.
    B3 Incompetent. You sewed the wrong crest on 40 blazers. Replace them tonight on your dime or we go to a lawyer.
    B2 Your driver smashed the vase. I expect you to cover it, plus a new bouquet for the trouble.
    B2 im fed up of chasing you. waive the rush fee or i stop the payment
    B2 We were fined because your filing was late. You pay the fine, we get a free quarter, and we move on.
    B2 The bathroom leaks again, ceiling below is ruined. Send someone today and I'm not paying for it.
    B3 You are crooks. Give me my deposit back by Friday or I dispute the charge with my bank.
    B2 It's a nightmare, our channel got a strike because of your music choice. We are losing money every hour.
    B2 Six months of ads and not a single lead. Work next month for nothing or we walk.
    B2 For this price I want the animations thrown in and priority support. The delays have cost us enough.
    B2 There are scratches on the floor after your crew. We'll keep back three hundred and pay the rest.
    B2 I was promised 300 flyers and got 240. Print the rest, and delivery is on you.
    B2 You blew my deadline, so the next order is on the house. Fair enough?
    B2 With this quality you won't see the full amount. I'll pay 60 percent and we part ways.
    B2 What a circus, fourth reschedule. Give us a bonus month or we unsubscribe.
    B2 The sitter was two hours late and I missed my interview. Please don't charge me for that day
    B2 mad as hell. you burned a hole in the dress. i'm buying a new one with your money
    B2 We want compensation for the ruined carpet plus another clean free of charge
    B2 The room wasn't the one in the photos. I think half the price should come back to us.
    B2 So where are the leads you promised? Two grand down the drain. Make it right at your cost
    B2 The rug came back with a stain. We consider the cleaning unpaid, and please reimburse the taxi I had to take.
    B2 The dog got an allergy after your diet. The vet was $90 and I want that money from you.
    B2 Fine, I've cooled off. But give me back the 15 for the wasted visit, and a discount on my next manicure.
    B2 Four revisions and all of them miss. From here it's free until you get it right.
    B2 The post tore the photo book because you packed it badly. A new copy is on you.
    B2 We missed peak season because of you. Extend support by six months at no charge and we'll forget it.
    B2 This is getting irritating. A week without a single report and the retainer was still charged. Recalculate it.
    B3 Freeloaders! Four hundred for that? One hundred and not a cent more, take it or leave it.
    B2 The beard came out lopsided and customers stare. Either you recut it for nothing or half the price comes back
    B2 Three weeks late. The contract says 0.1 percent a day, take it off the last payment.
    B2 Dreadful voice-over, the speaker lisps. Re-record it with another voice, I won't pay a second time.
    B2 You promised quiet and there's a building site next door. Give us back two nights, we'll stay the rest.
    C1 Hi! The price for the salad is out of date on the menu, could you fix it please?
    C1 A little sad the photos came unedited. Any chance of touching up ten or so?
    C1 the garden gate isnt working, could someone pop over?
    C1 Hey, still haven't got the mockup, did it get stuck somewhere?
    C1 To be honest we hoped for something brighter. Shall we try one more version?
    C2 We were really upset that the cake arrived squashed. We want to keep ordering, can we work it out together?
    C1 The last two lessons started ten minutes late. Can we find a slot that suits you better?
    C1 Not quite what we discussed, we asked for warm tones and this feels cold. Can you tweak it?
    C1 link's dead, send another one pls
    C1 It's a bit over our budget. Is there a simpler option?
    C1 The email with the logins never came. Could be our spam filter, could you resend?
    C1 The video stutters on my phone, fine on the laptop. What can we do about it?
    C1 You spelled my surname with an i instead of an e in the contract. Mind correcting it?
    C2 I'll admit I'm angry, a week of silence isn't great. But I want this to work, so how about a call on Wednesdays?
    C1 One of the tiles in the corner has come loose. Next time you're nearby, could you take a look?
    C1 The copy is a bit dry for us. Happy to wait a couple of days for a livelier take.
    C1 I waited for your call yesterday and it never came :( are we still on?
    C1 Morning! Looks like delivery got counted twice in the estimate. Please look again.
    C1 Oh, the site still has last year's phone number
    C1 A bit puzzled that the lessons don't follow the programme we picked. Shall we talk?
    C1 The light in the photos is kind of yellow, can you make it cooler?
    C1 pie was tasty but it came an hour late and guests had left. earlier next time please
    C1 Couldn't find the source files in the archive although we agreed on them. Can you send them?
    C2 We're worn out by this renovation and fighting at home. But we trust you, let's draw up a new schedule.
    C1 The button is grey and hard to see. Could we make it stand out more?
    C1 Please resend the invoice, the VAT number in this one is wrong
    C1 We didn't quite get why the designer changed without notice. Could you tell us?
    C1 Where do the enquiries from the site go? It's been oddly empty for three days.
    C1 The plumber was polite, but the tap still drips. Could he come back?
    C1 Hello, my timetable shows two lessons at the same time
    C1 could we have the sound louder at the start of the clip, you can barely hear the speaker
    C1 We were counting on three options and there are two in the folder. Is the third one coming?
    C1 Good translation, but the terms in chapter five jump around. Shall we go over them?
    C1 The tablecloths came in white instead of linen. We managed, but Saturday it has to be linen.
    C2 No sleep last night, the pipe burst right where you repaired it. Please come, let's sort it out calmly.
    C1 Hello. The statement is off by 40 cents, could you double-check?
    C1 a bit sad you forgot the candles on the cake. the cake itself was great though
    C1 I think you sent me somebody else's receipt
    C1 The wardrobe door doesn't shut all the way, can you adjust it?
    C1 I couldn't log in, it says invalid code
    C2 I'm very upset with the result, but I trust you'll work it out. What would be the best way forward?
    none0 Hi, I need my diploma translated into German. What would it cost and how fast could you do it?
    none0 Thanks, the pictures are gorgeous, sending them to print!
    none0 Payment sent, receipt attached.
    none0 Can we move the call to Thursday? I've got a dentist appointment in the morning.
    none0 Could we add one more page with contacts? Happy to pay extra.
    none0 Sorry I took ages to answer, my kid was ill. The draft is approved.
    none0 Could you remind me of your bank details?
    none0 ok, waiting to hear from you
    none0 We picked option two, it's lovely. When can you start on the layout?
    none0 Sent copy for three sections, the fourth comes Friday, accounting is slow with the numbers.
    none0 Where do I click to change the password?
    none0 Would you take on a catalogue of 40 products? Budget is $900, deadline end of May.
    none0 Everything works, no problems at all, thanks for the quick turnaround!
    none0 Hi there, do you do logos for cafés? A friend recommended you
    none0 I accidentally deleted the email with the link, could you send it again?
    none0 Please put us down for August. No rush at all
    none0 The whole team laughed out loud at your video, so funny, we'll take it!
    none0 We'd like to freshen up our sign, could you come and measure next week?
    none0 Everything arrived, the cat adores the house, photos to follow :)
    none0 Confirming the booking for 14 June, two adults and a child
    none0 Do you work on a contract or as a sole trader?
    none0 We'll be ten minutes late, traffic, please don't start without us!
    none0 Sent my edits in one file, there aren't many, look whenever it suits you
    none0 We'll be 25 and not 20 at the event, can you cater for that?
    none0 My son wants one more lesson before his test, is there a slot on Wednesday?
    none0 I've made the transfer, please check it came through
    none0 Which font did you use in the deck? I liked it a lot
    none0 Do you have a price list for newborn sessions?
    none0 Signed the contract, scan attached. Waiting for the deposit invoice.
    none0 If I want to change the name on the cover, what's the last day for that?
    none0 You guys are the best, you deserve a bonus! Keep it up
    none0 We have a new director, paperwork now goes to Ms Ivanova. Please note
    none0 We'll pick up the dog at six, has she eaten?
    none0 Still thinking about it, I'll answer by the end of the week, ok?
    none0 Please add two more colleagues to the newsletter, addresses below
    none0 Can I pay in two instalments?
    none0 Picked up the puppy yesterday, all wonderful, papers received too
    none0 What's the address of your workshop and how late are you open?
    none0 Please make the cover navy blue, the text stays as it is
    none0 Changed my mind about yellow, let's go green
    none0 Our accountant is on holiday, we'll pay the invoice on Monday
""")


def facts(words: str) -> dict[str, str]:
    return dict(replycoach.check(REPLY, incoming=words).facts)


def confusion(pairs: Counter[tuple[str, str]], labels: list[str]) -> str:
    """Rows: what it is; columns: what was heard."""
    rows = [["", *labels], *([is_, *(str(pairs[is_, heard]) for heard in labels)] for is_ in labels)]
    return "\n".join(" ".join(cell.rjust(5) for cell in row) for row in rows)


@pytest.mark.parametrize("table", [pytest.param(RU, id="ru"), pytest.param(EN, id="en")])
@pytest.mark.parametrize("fact", ["group", "upset"])
def test_most_messages_are_heard_right(table: list[Heard], fact: str) -> None:
    labels = GROUPS if fact == "group" else list("0123")
    pairs: Counter[tuple[str, str]] = Counter()
    wrong = []
    for each in table:
        is_, heard = (each.group if fact == "group" else each.upset), facts(each.words)[fact]
        pairs[is_, heard] += 1
        if is_ != heard:
            wrong.append(f"{is_} heard as {heard}: {each.words}")
    right = sum(count for (is_, heard), count in pairs.items() if is_ == heard)
    assert right >= ENOUGH * len(table), "\n".join([confusion(pairs, labels), *wrong])


@pytest.mark.parametrize("each", [pytest.param(each, id=each.words[:40]) for each in RU + EN if each.group in "A none"])
def test_a_burnt_bridge_is_no_calm_message(each: Heard) -> None:
    opposite = "none" if each.group == "A" else "A"
    assert facts(each.words)["group"] != opposite


@pytest.mark.parametrize(
    ("words", "fact", "value"),
    [
        pytest.param("Третий раз прошу поменять замок", "repeat", "yes", id="ru-again"),
        pytest.param("Замок заедает", "repeat", "no", id="ru-first-time"),
        pytest.param("Безобразие! Отвечайте только письмом.", "channel", "letter", id="ru-letters"),
        pytest.param("Безобразие! Жду звонка.", "channel", "any", id="ru-any-channel"),
        pytest.param("Third time I ask you to change the lock", "repeat", "yes", id="en-again"),
        pytest.param("The lock sticks", "repeat", "no", id="en-first-time"),
        pytest.param("This is a disgrace! No phone calls, please.", "channel", "letter", id="en-letters"),
        pytest.param("This is a disgrace! Call me.", "channel", "any", id="en-any-channel"),
    ],
)
def test_other_facts(words: str, fact: str, value: str) -> None:
    assert facts(words)[fact] == value


def missing(draft: str, incoming: str) -> list[str]:
    """Severities of what the coach says about questions left without an answer."""
    findings = replycoach.check(draft, incoming=incoming).findings
    return [finding.severity for finding in findings if finding.category == "answer-to-question"]


ASKED = [
    pytest.param("Спасибо за письмо.", "Сколько стоит забор?", ["warning"], id="ru-no-price"),
    pytest.param("Забор стоит 80 000.", "Сколько стоит забор?", [], id="ru-price"),
    pytest.param("Наберу вас в 16:00 и отвечу.", "Сколько стоит забор?", [], id="ru-call-with-an-hour"),
    pytest.param("Уточняю у поставщика, напишу к пяти.", "Можно ли заменить доски?", [], id="ru-finding-out"),
    pytest.param("Мы ценим ваше мнение.", "Можно ли заменить доски?", ["suggestion"], id="ru-calm"),
    pytest.param("Мы ценим ваше мнение.", "Доски кривые. Можно их заменить?", ["warning"], id="ru-displeased"),
    pytest.param("Мы ценим ваше мнение.", "Сколько можно ждать? Вы вообще работаете?", [], id="ru-rhetorical"),
    pytest.param("Thanks for writing.", "How much is a fence?", ["warning"], id="en-no-price"),
    pytest.param("A fence is $900.", "How much is a fence?", [], id="en-price"),
    pytest.param("I'll ring you at 4pm and answer.", "How much is a fence?", [], id="en-call-with-an-hour"),
    pytest.param(
        "Asking the supplier, I'll write by five.", "Is it possible to swap the boards?", [], id="en-finding-out"
    ),
    pytest.param("Your opinion counts.", "Is it possible to swap the boards?", ["suggestion"], id="en-calm"),
    pytest.param("Your opinion counts.", "The boards are bent. Can you swap them?", ["warning"], id="en-displeased"),
    pytest.param("Your opinion counts.", "Are you kidding? Do you people even work?", [], id="en-rhetorical"),
]


@pytest.mark.parametrize(("draft", "incoming", "severities"), ASKED)
def test_question_needs_an_answer(draft: str, incoming: str, severities: list[str]) -> None:
    assert missing(draft, incoming) == severities


def test_every_group_has_messages_enough() -> None:
    for table in (RU, EN):
        assert len(table) >= 60
        assert min(Counter(each.group for each in table).values()) >= 15
