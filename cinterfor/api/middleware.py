"""What all answers of the API have in common, also those that no view has given."""

from django.utils.cache import patch_vary_headers

from .problems import early_problem

PREFIX = "/api/"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def open_to_programs(get_response):
    """Under /api/: pages of any origin may read (CORS), search engines do not list, errors are JSON."""

    def middleware(request):
        response = get_response(request)
        if not request.path_info.startswith(PREFIX):
            return response
        if response.status_code >= 400 and "json" not in response.get("Content-Type", ""):
            response = early_problem(response.status_code)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Allow, ETag, Last-Modified, Link"
        response["X-Robots-Tag"] = "noindex"
        if request.method == "OPTIONS":
            for name, value in PREFLIGHT.items():
                response[name] = value
        patch_vary_headers(response, ["Accept-Encoding", "Accept-Language"])
        return response

    return middleware
