//! `datapackage.json`: the description of the tables that Frictionless Data tools read, with every column and its type.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::tables::{Column, Kind, Table};
use super::write_document;
use crate::render::publication::Publication;

/// Where the description lies on the site: beside the tables, which it names by their file.
pub(super) const PATH: &str = "data/datapackage.json";

/// The package.
#[derive(Debug, Serialize)]
struct Package<'a> {
    profile: &'static str,
    name: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    homepage: String,
    resources: Vec<Resource<'a>>,
}

/// A table.
#[derive(Debug, Serialize)]
struct Resource<'a> {
    profile: &'static str,
    name: &'a str,
    title: &'a str,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema<'a>,
}

/// Its columns.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema<'a> {
    fields: Vec<Field<'a>>,
    primary_key: &'a [&'a str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Json>,
    missing_values: [&'a str; 1],
}

/// A column.
#[derive(Debug, Serialize)]
struct Field<'a> {
    name: &'a str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    description: &'a str,
}

/// Writes the description of `tables`.
pub(super) fn write(publication: &Publication<'_>, tables: &[Table<'_>], out: &mut dyn Write) -> io::Result<()> {
    let config = publication.config;
    let package = Package {
        profile: "tabular-data-package",
        name: name(&config.title),
        title: &config.title,
        description: config.description.as_deref(),
        homepage: publication.url("/"),
        resources: tables.iter().map(resource).collect(),
    };
    write_document(&package, out)
}

/// A name as the format asks: lower-case letters, digits and hyphens, and never nothing.
fn name(title: &str) -> String {
    let name = slug::slugify(title);
    if name.is_empty() { "dossier".to_owned() } else { name }
}

fn resource<'a>(table: &'a Table<'_>) -> Resource<'a> {
    Resource {
        profile: "tabular-data-resource",
        name: table.name,
        title: table.title,
        path: table.path(),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: schema(table),
    }
}

fn schema<'a>(table: &'a Table<'_>) -> Schema<'a> {
    let foreign_key = |&(column, other): &(&str, &str)| json!({ "fields": column, "reference": { "resource": other, "fields": "id" } });
    Schema {
        fields: table.columns.iter().map(field).collect(),
        primary_key: table.key,
        foreign_keys: table.foreign_keys.iter().map(foreign_key).collect(),
        missing_values: [""],
    }
}

fn field(column: &Column) -> Field<'_> {
    let (r#type, format) = match column.kind {
        Kind::Text => ("string", None),
        Kind::Url => ("string", Some("uri")),
        Kind::Number => ("number", None),
        Kind::Integer => ("integer", None),
        Kind::Boolean => ("boolean", None),
        Kind::Date => ("date", None),
    };
    Field { name: column.name, r#type, format, description: column.description }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::{fixture, tables};

    #[test]
    fn the_columns_are_those_of_the_files() {
        fixture::with_publication(|publication| {
            let tables = tables::all(publication);
            let mut out = Vec::new();
            write(publication, &tables, &mut out).expect("writing to memory works");
            let package: Json = serde_json::from_slice(&out).expect("it is JSON");
            for (table, resource) in
                tables.into_iter().zip(package["resources"].as_array().expect("there are resources"))
            {
                assert_eq!(resource["path"], table.path());
                let mut file = Vec::new();
                table.write(&mut file).expect("writing to memory works");
                let mut reader = csv::Reader::from_reader(file.as_slice());
                let headers: Vec<_> = reader.headers().expect("there is a header").iter().map(str::to_owned).collect();
                let fields = resource["schema"]["fields"].as_array().expect("there are fields");
                assert_eq!(
                    headers,
                    fields.iter().map(|field| field["name"].as_str().unwrap_or_default()).collect::<Vec<_>>()
                );
            }
        });
    }

    #[test]
    fn a_title_without_letters_gives_a_name() {
        assert_eq!(name("¡Inundación, 2024!"), "inundacion-2024");
        assert_eq!(name("***"), "dossier");
    }

    #[test]
    fn every_cell_is_of_its_columns_type() {
        fixture::with_publication(|publication| {
            for table in tables::all(publication) {
                let columns = &table.columns;
                for (cell, column) in table.rows.flat_map(|row| row.into_iter().zip(columns)) {
                    let (text, kind) = (String::from_utf8_lossy(cell.as_ref()), column.kind);
                    let fits = match kind {
                        Kind::Text => true,
                        Kind::Url => url::Url::parse(&text).is_ok(),
                        Kind::Number => text.parse::<f64>().is_ok(),
                        Kind::Integer => text.parse::<u64>().is_ok(),
                        Kind::Boolean => text.parse::<bool>().is_ok(),
                        Kind::Date => text.parse::<jiff::civil::Date>().is_ok(),
                    };
                    assert!(text.is_empty() || fits, "{} {}: “{text}” is no {kind:?}", table.name, column.name);
                }
            }
        });
    }
}
