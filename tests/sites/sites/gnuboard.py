"""A gnuboard site: boards and RSS as Hana's, its pages in the three skins of the family."""

from scrapers.samples import faults
from scrapers.samples.sites import gbhana
from scrapers.samples.sites.kit import FamilySite, Fault
from tests.sites.skins.gnuboard import SAMPLE

SITE = FamilySite(
    sample=SAMPLE,
    article=gbhana.article,
    listing=gbhana.listing,
    skins=("gnuboard-5", "gnuboard-news", "gnuboard-4"),
    faults=(
        Fault("지워진 글", "9801", "deleted", faults.deleted()),
        Fault("회원만 읽는 글", "9802", "login_wall", faults.members_only()),
    ),
    absent=gbhana.absent,
    php_messages=(0, 3, 6),
)
