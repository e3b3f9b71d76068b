"""A refusal as data: a stable code, the path of the value that caused it, and details as text."""


class Refusal(Exception):
    def __init__(self, code, path=None, **details):
        super().__init__(code)
        self.code = code
        self.path = path
        self.details = details

    def as_json(self):
        answer = {"code": self.code}
        if self.path is not None:
            answer["path"] = self.path
        if self.details:
            answer["details"] = self.details
        return answer


def unless(holds, code):
    return None if holds else Refusal(code)
