#!/bin/sh
# Makes the pictures of the README anew: sh docs/pictures/make.sh (from the root, with the environment in .venv).
# Needs soffice, pdftoppm, ImageMagick (convert) and, for Vietnamese letters, Times New Roman or a font of its measure
# such as Tinos. No test runs this.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bsreform=${BSREFORM:-"$here/../../.venv/bin/bsreform"}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

make_report() { # NAME COMMAND OPTION VALUE
    "$bsreform" "$2" "$3" "$4" -q -w "$folder/example" -o "$folder/$1.xlsx" || test $? -eq 3 # unread files: meant so
    soffice --headless "-env:UserInstallation=file://$folder/office" --convert-to pdf --outdir "$folder" \
        "$folder/$1.xlsx" >/dev/null 2>&1
}

take_page() { # REPORT PAGE PICTURE
    pdftoppm -r 200 -f "$2" -l "$2" -png -singlefile "$folder/$1.pdf" "$folder/page"
    convert "$folder/page.png" -resize 900x -dither None -colors 32 -bordercolor '#BFBFBF' -border 1 -strip \
        -define png:compression-level=9 -define png:exclude-chunks=date,time "PNG8:$here/$3.png"
}

"$bsreform" demo "$folder/example" >/dev/null
make_report weekly weekly --week 2024-W10
make_report monthly monthly --month 2024-03
make_report quarterly quarterly --quarter 2024-Q1
make_report annual annual --year 2024
for report in weekly monthly quarterly annual; do
    take_page "$report" 1 "$report"
done
take_page weekly 2 weekly-figures
