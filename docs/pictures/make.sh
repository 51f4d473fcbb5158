#!/bin/sh
# Makes the pictures of docs/pictures/ anew: sh docs/pictures/make.sh [FOLDER] (with the environment in .venv). What it
# renders stays in FOLDER, if one is named: look at every page there. Needs soffice, pdftoppm, ImageMagick and, for
# Vietnamese letters, Times New Roman or a font of its measure such as Tinos. No test runs this.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
bsreform=${BSREFORM:-"$root/.venv/bin/bsreform"}
python=${PYTHON:-"$root/.venv/bin/python"}
if [ $# -gt 0 ]; then
    mkdir -p "$1"
    folder=$(cd "$1" && pwd)
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi

to_pdf() { # FILE FOLDER
    soffice --headless "-env:UserInstallation=file://$folder/office" --convert-to pdf --outdir "$2" "$1" >/dev/null 2>&1
}

take() { # PDF PICTURE: its first page, in sixteen greys or colours
    pdftoppm -r 110 -f 1 -l 1 -png -singlefile "$1" "$folder/page"
    convert "$folder/page.png" ${3:-} -resize 760x -dither None -colors 16 -bordercolor '#BFBFBF' -border 1 -strip \
        -define png:compression-level=9 -define png:exclude-chunks=date,time "PNG8:$here/$2.png"
}

make_report() { # WORKSPACE COMMAND OPTION VALUE DAY
    name=$1-$2
    "$bsreform" "$2" "$3" "$4" --as-of "$5" -q --docx --pdf -w "$folder/$1" -o "$folder/$name.xlsx" || test $? -eq 1
    mkdir -p "$folder/sheets" "$folder/word"
    to_pdf "$folder/$name.xlsx" "$folder/sheets"
    to_pdf "$folder/$name.docx" "$folder/word"
    take "$folder/sheets/$name.pdf" "$name"
    take "$folder/sheets/$name.pdf" "$name-grey" "-colorspace Gray"
    case $1 in big)
        take "$folder/word/$name.pdf" "$name-word"
        take "$folder/$name.pdf" "$name-pdf"
    esac
}

rm -f "$here"/*.png
"$python" "$root/tests/pictured.py" "$folder"
make_report big weekly --week 2024-W11 2024-03-15
make_report big monthly --month 2024-03 2024-03-15
make_report big quarterly --quarter 2024-Q1 2024-03-15
make_report big annual --year 2024 2024-03-15
make_report tiny weekly --week 2025-W41 2025-10-10
make_report tiny monthly --month 2025-10 2025-10-10
make_report tiny quarterly --quarter 2025-Q4 2025-10-10
make_report tiny annual --year 2025 2025-10-10
