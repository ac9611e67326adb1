"""What labels say, English and Spanish, phrase by phrase.

Each phrase is written as plain words; :mod:`..labels` compares them without blanks,
accents, case and filling words, so that "E-mail Address *" and "emailAddress" are one.
"""

# meaning -> phrases that mean it wherever they stand, and alone
PHRASES = {
    "name": "name, full name, fullname, complete name, contact name, customer name, "
    "client name, patient name, lead name, first and last name, first last name, name "
    "first last, first last, firstandlast, name surname, contact full name, display "
    "name, full legal name, respondent name, guest name, visitor name, invitee name, "
    "contact person, who are you, whats name, how should we call you, nombre, nombre "
    "completo, nombre y apellido, nickname, nick name, preferred name, what should we "
    "call you, what do you go by, apodo, nombre y apellidos, nombres y apellidos, "
    "nombre apellido, nombre del paciente, nombre paciente, nombre cliente, como te "
    "llamas, como se llama",
    "first_name": "first name, fname, f name, given name, given names, forename, name "
    "first, contact first name, customer first name, patient first name, name f, "
    "firstname, lead first name, primer nombre, nombres, nombre pila, nombre de pila",
    "last_name": "apellido paterno, last name, lname, l name, surname, family name, "
    "second name, name last, contact last name, customer last name, patient last name, "
    "name l, last names, apellido, apellidos, primer apellido",
    "middle_name": "middle name, middle initial, segundo nombre, segundo apellido",
    "email": "email, e mail, mail, email address, e mail address, mail address, email "
    "id, contact email, customer email, client email, user email, patient email, work "
    "email, personal email, business email, lead email, reply to, replyto, respondent "
    "email, invitee email, best email, primary email, from email, emails, email "
    "addresses, correo, correo electronico, direccion de correo, direccion correo "
    "electronico, email de contacto, mail electronico, e mail de contacto",
    "phone": "mob, mob no, telf, tlf, telef, telefon, cel, celu, cellular, cell no, "
    "cellno, phone num, phonenum, ph no, wa, wa number, mobil, numero, whats app, "
    "whats app number, numero whats app, phone, phone number, telephone, telephone "
    "number, tel, tel no, phone no, mobile, mobile number, mobile phone, mobile phone "
    "number, mobile no, cell, cell phone, cell number, cell phone number, cellphone, "
    "contact number, contact phone, contact phone number, customer phone, customer "
    "phone number, client phone, phonenr, patient phone, user phone, best phone, best "
    "number, best contact number, number, primary phone, home phone, daytime phone, "
    "day phone, work phone, work phone number, phone home, phone mobile, phone cell, "
    "caller id, caller number, callback number, call back number, lead phone, msisdn, "
    "text reminder number, sms number, text number, whatsapp, whatsapp number, phone "
    "1, phone numbers, mobile number 1, ph, phone us, telefono, numero de telefono, "
    "numero telefono, telefono movil, telefono celular, celular, movil, numero "
    "celular, numero de celular, numero movil, telefono de contacto, numero de "
    "contacto, numero contacto, telefonos, fono, numero telefonico, numero whatsapp",
    "contact": "telecom, phone or email, email or phone, phone email, email phone, "
    "contact, contact info, contact information, contact details, how can we reach "
    "you, how do we reach you, telefono o correo, correo o telefono, contacto, datos "
    "de contacto, best contact, where can we reach you, call me at, text me at, reach "
    "me at, reach you at",
    "message": "message, msg, comments, comment, message body, "
    "body, question, questions, comments or questions, questions comments, questions "
    "or comments, question or comment, comments questions, inquiry, enquiry, how can "
    "we help, how may we help, how can we help you, how can i help, what can we help "
    "with, what can we do for you, how can we assist you, additional comments, "
    "additional information, additional info, additional notes, anything else, "
    "details, more details, description, notes, note, tell us more, tell us about "
    "yourself, tell us how we can help, message text, text, content, request, "
    "contents, anything else we should know, whats on your mind, leave a message, "
    "leave us a message, write message, customer message, user message, client "
    "message, how can, mensaje, comentario, comentarios, pregunta, preguntas, "
    "consulta, como podemos ayudarte, como podemos ayudarle, como podemos ayudar, en "
    "que podemos ayudarte, en que podemos ayudarle, en que podemos ayudar, dudas, "
    "duda, cuentanos, cuentenos, escribe mensaje, notas, observaciones, detalles, "
    "descripcion",
    "subject": "subject, subject line, topic, message subject, asunto, tema, regarding",
    "treatment": "treatment, treatments, service, services, procedure, procedures, "
    "treatment of interest, treatments of interest, service of interest, services of "
    "interest, interest, interests, interested in, interested treatment, treatment "
    "type, service type, type of treatment, type of service, desired treatment, "
    "desired service, requested service, service requested, service name, treatment "
    "name, appointment type, product interest, select treatment, select service, what "
    "are you interested in, im interested in, i am interested in, treatment area of "
    "interest, which treatment, which service, what treatment, what service, area of "
    "interest, areas of interest, what would you like to treat, tratamiento, "
    "tratamientos, servicio, servicios, procedimiento, procedimientos, tratamiento de "
    "interes, servicio de interes, interes, que tratamiento te interesa, me interesa, "
    "estoy interesado en, estoy interesada en",
    "intent": "intent, inquiry type, type of inquiry, enquiry type, request type, "
    "type of request, lead intent",
    "channel": "channel, intake channel",
    "location": "location, clinic, clinic location, preferred location, office, "
    "preferred office, office location, branch, studio, store location, nearest "
    "location, location name, preferred clinic, select location, which location, "
    "choose location, spa location, practice location, sucursal, sede, ubicacion, "
    "clinica, consultorio, sucursal preferida, ubicacion preferida",
    "sms_consent": "sms consent, consent sms, sms opt in, sms optin, text consent, "
    "text opt in, consent to text, consent to texts, sms, texts, text messages, sms "
    "permission, sms agreement, texting consent, consent text messages, opt in sms, "
    "optin sms, text permission, receive texts, receive sms, text me, sms marketing, "
    "sms marketing consent, sms updates, text updates, text alerts, sms agree, agree "
    "sms, accepts sms, accepts sms marketing, consentimiento sms, mensajes de texto, "
    "texting permission, phone sms consent, sms subscribe, sms status",
    "email_consent": "email consent, consent email, email opt in, email optin, consent "
    "to email, consent to emails, email permission, email agreement, receive emails, "
    "opt in email, optin email, email agree, consentimiento email, consentimiento "
    "correo",
    "consent_text": "consent text, consent wording, sms consent text, consent "
    "language, disclosure text, consent statement, consent disclosure, consent label, "
    "sms consent label, sms consent wording, sms consent language, disclaimer, sms "
    "disclaimer, text disclaimer, legal disclaimer, consent disclaimer, legal text",
    "utm_source": "utm source, utm src, utms source, utm source lead, first utm source",
    "utm_medium": "utm medium, utm med",
    "utm_campaign": "utm campaign, utm camp, campaign name, utm name, ad campaign, "
    "ad campaign name, campaign, nombre campana, campana",
    "utm_term": "utm term, utm keyword",
    "utm_content": "utm content",
    "page": "page url, url, page, landing page, landing page url, form url, source "
    "url, page uri, page location, current url, current page, page link, referring "
    "page, submission url, submitted from, referer url, referrer url, entry url, embed "
    "url, origin url, website url, source page, full url, href, conversion url, "
    "permalink, url pagina, pagina",
    "referrer": "referrer, referer, http referer, http referrer, document referrer",
    "submitted_at": "datetime created, submitted at, submission date, submission time, "
    "submitted on, submit date, submit time, created at, created time, created on, "
    "date created, created, timestamp, time stamp, date submitted, submission "
    "timestamp, submit at, landed at, received at, received, submitted, entry date, "
    "submitted date, date added, lead created, createdat, submission created at, time "
    "of submission, date created gmt, sent at, fecha envio, enviado el",
    "date_part": "date, date time, datetime, event time, fecha, fecha y hora",
    "time_part": "time, time submitted",
    "external_id": "external id, submission id, submissionid, response id, responseid, "
    "entry id, entryid, lead id, leadid, leadgen id, unique id, uniqueid, submission "
    "uuid, response token, submission token, event id, eventid, submission guid, form "
    "submission id, form response id, entry number, conversion id, formsubmissionid, "
    "transaction id, serial number",
    "is_test": "is test, istest, test mode, test lead, is test lead, test submission",
}
CLICK_IDS = (
    "gclid gbraid wbraid dclid fbclid msclkid ttclid twclid li_fat_id igshid rdt_cid "
    "sccid epik fbc fbp irclickid yclid"
).split()
CLICK_ID_NAMES = {"gcl_id": "gclid", "gclick_id": "gclid", "google_click_id": "gclid"}
CLICK_ID_NAMES |= {"facebook_click_id": "fbclid", "fb_click_id": "fbclid"}
# Fields that no person sees, as the makers of forms name them: what fills them in is a
# program. No name that may be a real question, such as "website", "fax" or "hp".
TRAPS = (
    "gotcha, honeypot, honey pot, honeypot field, bot field, bot check, hp "
    "field, gotcha field, fax only, contact me by fax only, anti spam honeypot, bot "
    "trap"
)
# and as they stand: without the line before it, each may be a real question
HIDDEN = ("_hp", "_honey")
# parts of a name or a number, told by what they stand in
PARTS = {
    "name": {
        "first_name": "first, given, givenname, f, nombre, primero",
        "last_name": "last, family, l, apellido, surname",
        "middle_name": "middle, m, initial",
        "name_prefix": "prefix, title, salutation, honorific, suffix",
        "name": "full, name, value, complete, display, formatted, text, raw, "
        "unstructured, completo",
    },
    "phone": {
        "phone_area": "area, area code, areacode, prefix, area code number",
        "phone_country": "country, country code, countrycode, code, dial code, "
        "dialcode, calling code, iso, country iso, phone country",
        "phone_extension": "ext, extension, x",
        "phone": "full, phone, number, value, formatted, raw, national, e164, mobile, "
        "home, work, cell, text, main, primary, line, phone number, phonenumber, local "
        "number, international, subscriber, last, suffix",
    },
    "email": {"email": "email, address, value, primary, home, work, full, text, raw"},
}
# where they stand alone
ALONE = {
    "phone_area": "area code, areacode, phone area code, phone area",
    "phone_country": "phone country, phone country code, country calling code, dial "
    "code",
    "phone_extension": "ext, extension, phone ext, phone extension, extension "
    "telefonica",
    "name_prefix": "salutation, honorific, name prefix, name title, name suffix",
    # taken for a name, or for the message, where nothing says it better
    "person": "client, guest, patient, customer, lead, person, attendee, visitor, "
    "prospect, invitee, requester, submitter, from, sender, from name, sender name, "
    "caller, booked by, who is this for, cliente, paciente",
    "wish": "textarea, text area, multi line, paragraph, long text, long answer, "
    "motivo, motivo de consulta, motivo de contacto, reason, reason for contact, "
    "reason for visit, reason for inquiry, what brings you in, what brings you here, "
    "what bothers you, what would you like to improve, what would you like to change, "
    "problem areas, desired outcome, desired results, wish, wishes, wish list, "
    "wishlist, i want, wants, que le gustaria mejorar, que te gustaria mejorar, que te "
    "molesta, que le molesta, razon, razon de visita, notas adicionales",
    "note": "test",  # a patch test on the skin
}
UTM_PARTS = {
    "utm_source": "source",
    "utm_medium": "medium",
    "utm_campaign": "campaign, name",
    "utm_term": "term, keyword",
    "utm_content": "content",
}
# what a machine says of itself: no person's words
TECHNICAL = (
    "to, time to submit, preview, path, team id, unread, custom title, custom body, "
    "ip, ip address, ipaddress, remote ip, user ip, client ip, user agent, useragent, "
    "browser, powered by, form id, formid, form name, formname, form title, webhook "
    "url, webhookurl, username, slug, action, handshake key, handshakekey, google key, "
    "api version, page id, page name, variant, site id, siteid, created by, createdby, "
    "event type, eventtype, trigger type, triggertype, device, os, referrer id, nonce, "
    "wpnonce, csrf, csrf token, captcha, recaptcha, g recaptcha response, h captcha "
    "response, cf turnstile response, build date, js execution tracker, submit source, "
    "submit date utc, unique hash, session id, visitor id, client id, ga client id, "
    "ga, browser language, workflow id, company id, location id, contact id, campaign "
    "id, adgroup id, ad id, adset id, creative id, ad group id, user id, timezone "
    "offset, keys, token, type, landed at, upload server url, temp upload, "
    "jsexecutiontracker, submitsource, buildinfo, validated new required field ids, is "
    "ajax, gform submit, post id, queried id, portal id, account id, org id, blog id, "
    "container post, unit tag, locale, version, wpcf 7, wpcf 7 version, wpcf 7 locale, "
    "wpcf 7 unit tag, wpcf 7 container post, akismet, site url, account name, form "
    "token, id, form, site, guid, uuid, hash, definition, status, required, field "
    "type, object, archived, in trash, row start, row end, column start, column end, "
    "auth mode, trigger uid, tenant id, fbtrace id, is organic, platform, vendor, "
    "revision"
)
