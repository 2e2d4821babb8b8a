"""A user's own places: three kinds of tables, and rows that can't be used."""

import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.places.model import ITSELF, SURROUNDINGS, Place
from kg.places.own import read_places

DUMP = (
    "9000001\tLorana Tahta\tLorana Tahta\tLorana,لورانا\t35.5\t36.5\tP\tPPL\tSY\t\t12\t\t\t\t450\t\t\tAsia/Damascus\t2020-01-01"
)
RIVER = DUMP.replace("9000001", "9000002").replace("PPL", "STM")
REGION = DUMP.replace("9000001", "9000003").replace("PPL", "ADM1")


def written(folder: Path, text: str, name: str = "places.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def only(path: Path) -> Place:
    [place] = read_places(path).places
    return place


def test_a_table_with_a_header_gives_places(tmp_path: Path) -> None:
    place = only(written(tmp_path, "Name;Lat;Lon;Country;Admin1;Names\nLorana;35.5;36.5;Syria;Idlib;Luran|Lurana\n"))
    assert (place.name, place.point, place.country, place.names) == ("Lorana", (35.5, 36.5), "SY", ("Luran", "Lurana"))
    assert place.within == ("geonames-SY.12", "SY")
    assert place.id.startswith("own-")


def test_rows_that_cannot_be_used_are_named_with_line_and_reason(tmp_path: Path) -> None:
    rows = "name,lat,lon,country\nLorana,35.5,36.5,SY\n,35.5,36.5,SY\nOrel,north,36.5,SY\nMarwat,95,36.5,SY\nKasra,35,36,Elbonia\n\nZero,0,0,SY\n"
    found = read_places(written(tmp_path, rows))
    assert [place.name for place in found.places] == ["Lorana"]
    assert [(row.line, row.reason.split(";")[0]) for row in found.unusable] == [
        (3, "no name"),
        (4, "'north', '36.5' is no point in decimal degrees"),
        (5, "95, 36.5 is no point on the earth: latitudes go from -90 to 90, longitudes from -180 to 180"),
        (6, "'Elbonia' is no country"),
        (8, "0, 0 is no point on the earth: latitudes go from -90 to 90, longitudes from -180 to 180"),
    ]
    assert str(found.unusable[0]).endswith("places.csv, line 3: no name")


def test_a_line_is_that_of_the_file_where_cells_hold_line_breaks(tmp_path: Path) -> None:
    found = read_places(written(tmp_path, 'name,lat,lon,country,names\nLorana,35.5,36.5,SY,"a\nb"\nOrel,x,y,SY,\n'))
    assert [row.line for row in found.unusable] == [4]


def test_a_table_without_the_columns_of_places_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"places\.csv: no column 'lat'; the columns of places are name, lat, lon, country"):
        read_places(written(tmp_path, "name,country\nLorana,SY\n"))


@pytest.mark.parametrize(
    "header",
    [
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM4_EN,ADM4_PCODE,Latitude,Longitude",
        "adm0_name,adm0_pcode,adm1_name,adm1_pcode,adm2_name,adm2_pcode,adm4_name,adm4_pcode,lat,lon",
        "admin0Name_en,admin0Pcode,admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,admin4Name_en,admin4Pcode,y,x",
    ],
)
def test_a_table_of_p_codes_gives_its_deepest_level_and_the_areas_above(tmp_path: Path, header: str) -> None:
    rows = "Syria,SY,Lorana,SY91,Orel,SY9101,Kasra,C9001,35.5,36.5\nSyria,SY,Lorana,SY91,Orel,SY9101,Marwat,C9002,35.6,36.6\n"
    region, district, kasra, marwat = read_places(written(tmp_path, f"{header}\n{rows}")).places
    assert (region.id, region.kind, region.point) == ("pcode-SY91", "region", None)
    assert (district.id, district.kind, district.within) == ("pcode-SY9101", "district", ("pcode-SY91", "SY"))
    assert (kasra.id, kasra.point, kasra.precision, kasra.country) == ("pcode-C9001", (35.5, 36.5), ITSELF, "SY")
    assert marwat.within == ("pcode-SY9101", "pcode-SY91", "SY")


def test_the_point_of_an_area_of_the_third_level_is_marked_as_coarse(tmp_path: Path) -> None:
    header = "adm1_name,adm1_pcode,adm2_name,adm2_pcode,adm3_name,adm3_pcode,lat,lon"
    places = read_places(written(tmp_path, f"{header}\nLorana,SD91,Orel,SD9101,Kasra,SD910101,15.5,32.5\n")).places
    assert (places[-1].id, places[-1].precision) == ("pcode-SD910101", SURROUNDINGS)


def test_a_p_code_of_no_country_is_named(tmp_path: Path) -> None:
    found = read_places(written(tmp_path, "adm1_name,adm1_pcode\nLorana,QQ01\n,\n"))
    assert [row.reason for row in found.unusable] == ["the p-code 'QQ01' begins with the letters of no country"]


def test_a_code_that_could_not_stand_in_a_name_is_refused(tmp_path: Path) -> None:
    found = read_places(written(tmp_path, "adm1_name,adm1_pcode\nLorana,SY<1>\n"))
    assert [row.reason for row in found.unusable] == [
        "'SY<1>' or what it lies in is no p-code: letters, digits and hyphens alone make one"
    ]
    assert len(read_places(written(tmp_path, DUMP.replace("\t12\t", "\t1>2\t"), "SY.txt")).unusable) == 1


def test_a_cell_that_is_too_long_is_refused_in_a_line(tmp_path: Path) -> None:
    cell = "x" * 10_000_001  # more than any part of the program lets the reader of CSV take
    for text in (cell, f"name,lat,lon,country\n{cell}"):
        with pytest.raises(InputError, match="can't be read as CSV: field larger"):
            read_places(written(tmp_path, text))


def test_a_dump_of_geonames_gives_settlements_and_areas_alone(tmp_path: Path) -> None:
    town, region = read_places(written(tmp_path, f"{DUMP}\n{RIVER}\n{REGION}\n", "SY.txt")).places
    assert (town.id, town.name, town.people, town.geonames) == ("geonames-9000001", "Lorana Tahta", 450, 9000001)
    assert (town.within, town.names) == (("geonames-SY.12", "SY"), ("Lorana", "لورانا"))
    assert (region.id, region.kind, region.point, region.geonames) == ("geonames-SY.12", "region", None, 9000003)


def test_a_zipped_dump_is_read_as_it_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "About " * 1000)
        archive.writestr("SY.txt", f"{DUMP}\n")
    assert only(tmp_path / "SY.zip").name == "Lorana Tahta"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"name,lat,lon,country\n\xff\xfe", "no text in UTF-8"),
        (b"PK\x05\x06" + bytes(18), "holds no table of places"),
        (b"", "no column 'name'"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match=reason):
        read_places(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: can't be read"):
        read_places(tmp_path / "none.csv")
