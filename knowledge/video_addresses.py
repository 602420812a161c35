"""Addresses of videos: one form for each of YouTube and Vimeo, any page of other sites as it is."""

import re
from urllib.parse import parse_qs, urlsplit

YOUTUBE = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com", "youtu.be"}
VIMEO = {"vimeo.com", "player.vimeo.com"}
YOUTUBE_KEY = re.compile(r"[\w-]{11}", re.ASCII)
#: /shorts/KEY, /live/KEY, /embed/KEY, /v/KEY
YOUTUBE_PATH = re.compile(r"/(?:shorts|live|embed|v)/([\w-]{11})/?", re.ASCII)
#: A number, and behind it the key of a video that is not listed.
VIMEO_PATH = re.compile(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{5,12})(?:/(\w{6,20}))?/?", re.ASCII
)


class NotOneVideo(ValueError):
    """The address is none, or leads to a channel, a list or a search."""


def one_video(address: str) -> str:
    """The address of the page of a video, without what tells who passed it on. NotOneVideo."""
    host, parts = _host_and_parts(address)
    if host in YOUTUBE:
        return f"https://www.youtube.com/watch?v={_youtube_key(host, parts)}"
    if host in VIMEO:
        return _vimeo_page(parts)
    return address


def site_of(address: str) -> str:
    """What readers call the site; empty where the address is none."""
    try:
        host, _parts = _host_and_parts(address)
    except NotOneVideo:
        return ""
    if host in YOUTUBE:
        return "YouTube"
    return "Vimeo" if host in VIMEO else host


def _host_and_parts(address: str):
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError as error:  # such as https://[
        raise NotOneVideo(address) from error
    if parts.scheme not in ("http", "https") or "." not in host:
        raise NotOneVideo(address)
    return host, parts


def _youtube_key(host: str, parts) -> str:
    if host == "youtu.be":
        key = parts.path.strip("/")
    elif parts.path.rstrip("/") == "/watch":
        key = parse_qs(parts.query).get("v", [""])[0]
    else:
        found = YOUTUBE_PATH.fullmatch(parts.path)
        key = found[1] if found else ""
    if not YOUTUBE_KEY.fullmatch(key):
        raise NotOneVideo(parts.geturl())
    return key


def _vimeo_page(parts) -> str:
    found = VIMEO_PATH.fullmatch(parts.path)
    if not found:
        raise NotOneVideo(parts.geturl())
    number, key = found.groups()
    key = key or parse_qs(parts.query).get("h", [""])[0]
    return f"https://vimeo.com/{number}" + (f"/{key}" if re.fullmatch(r"\w{6,20}", key, re.ASCII) else "")
