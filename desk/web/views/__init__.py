"""One module a page: read the request, call one service, render one template. No SQL, no HTML, no second way."""
