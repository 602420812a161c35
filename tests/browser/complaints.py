"""What a browser complains of while it shows pages."""


def listen(page, own: str) -> list[str]:
    """A list that fills with console messages, script errors and requests to hosts other than our own."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def note_foreign(request):
        if not request.url.startswith((own, "data:")):
            complaints.append(request.url)

    page.on("request", note_foreign)
    return complaints
