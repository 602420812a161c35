"""The coming ends and renewals of agreements: a page, data, a calendar, and mails to the staff."""
