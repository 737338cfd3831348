# Where things are on a site of Diurna's, for harnesses that measure several generators and read these variables: source it from
# the repository's root. It makes a skeleton of a site, with a mark in the theme by which a new version of a template is known.
skeleton=$(mktemp -d)
mkdir -p "$skeleton/themes/broadsheet/templates"
printf 'title: Benchmark\nbase_url: https://example.org/\nlanguage: en\n' > "$skeleton/site.yaml"
sed 's|</footer>|<p hidden>template-marker</p>\n</footer>|' themes/broadsheet/templates/base.html \
  > "$skeleton/themes/broadsheet/templates/base.html"
export DOSSIER=${DOSSIER:-$PWD/target/release/diurna}
export DOSSIER_SKEL=$skeleton
export DOSSIER_CONTENT=content
export DOSSIER_PAGE_URL=/articles/{slug}/
export DOSSIER_ACTOR_URL=/actors/{actor}/
export DOSSIER_ARCHIVE_URL=/articles/
export DOSSIER_TEMPLATE=themes/broadsheet/templates/base.html
export DOSSIER_LIVERELOAD="sse:/-/diurna/events?epoch=0&path=/"
