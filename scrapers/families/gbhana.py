"""Gyeongbuk Hana News 경북하나신문 (gbhana.com), gnuboard5 with a news layer that siblings share;
read as every outlet of the family ``gnuboard``.

How to recognise: ``/bbs/board.php?bo_table=news&wr_id=N``, ``기사입력 YYYY.MM.DD HH:MM``, ``theme/…/mobile/`` in paths.

Addresses. ``bo_table`` and ``wr_id`` are the identity; device, page, sca, sfl, stx, sod, sst, spt and me_id mean
nothing (verified in gnuboard5). Siblings also answer ``/news/view.php?no=N`` (verified) and short ``/news/N``
(gnuboard's rewriting, memory); both map here. ``&device=pc|mobile`` chooses the skin (verified in gnuboard5).
Lists. ``/bbs/board.php?bo_table=news&page=N`` from 1 (verified in gnuboard5). An outlet's ``lists`` may name other
boards, as ``board`` or ``board:category`` (``sca``). RSS ``/bbs/rss.php?bo_table=news`` only where the board allows
it (verified in gnuboard5). No sitemap. Encoding UTF-8 (gnuboard5).

Skins. Desktop: ``.news_title01 h2``, ``.view01_date``, ``#view_content`` and the two comments around the body
(verified on siblings, not on gbhana itself), then gnuboard's own ``#bo_v_title .bo_v_tit``, ``#bo_v_info``,
``#bo_v_con`` (verified in gnuboard5). Mobile (seen as text): 기사상세페이지, headline, ``이혜경 기자 / 기사입력
2022.08.26 14:58``, SNS 공유하기 with ``fa tw gp ba ks url``, 0-3 deck lines, a picture's file name, ``▲caption``, body;
the time is found by its label below the headline. The byline may be 편집부. The deck's tag is from memory.
PHP warnings of the side widgets are stripped before the page is read.

What an outlet must say: nothing but ``home``.
"""

from dataclasses import replace

from scrapers.families.builder import recognise_by
from scrapers.families.gnuboard import FAMILY as GNUBOARD

MARKS = (("//www.gbhana.com/", 1.0), ("//gbhana.com/", 1.0), ("하나굿뉴스", 0.5))
"""The outlet's own host; its siblings are of the family ``gnuboard``."""

FAMILY = replace(GNUBOARD, id="gbhana", recognise=recognise_by(marks=MARKS))
