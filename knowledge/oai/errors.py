"""What the protocol answers, with status 200, to what it cannot do."""

BAD_ARGUMENT, BAD_TOKEN, BAD_VERB = "badArgument", "badResumptionToken", "badVerb"
NO_FORMAT, NO_ITEM, NO_MATCH = "cannotDisseminateFormat", "idDoesNotExist", "noRecordsMatch"
NO_FORMATS = "noMetadataFormats"


class ProtocolError(Exception):
    """An error of the protocol: its code, and a sentence for who operates the harvester."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


def unknown_item() -> ProtocolError:
    return ProtocolError(NO_ITEM, "There is and was no item with this identifier.")
