//! The page of who is named together with whom: a drawing, and the same as a table.

use serde::Serialize;

use super::super::network::{self, HEIGHT, Network, Node, WIDTH};
use super::super::view::View;
use super::page::PageContext;
use super::{Link, Shared};
use crate::content::actor::ActorKind;

/// The radius of the dot of an actor that is mentioned once.
const LEAST_RADIUS: f64 = 4.0;
/// That of the most mentioned actor.
const GREATEST_RADIUS: f64 = 16.0;
/// How far above its dot a name stands.
const ABOVE: f64 = 5.0;
/// The widths of lines, from the weakest tie to the strongest.
const WIDTHS: (f64, f64) = (1.0, 7.0);

/// The network: `network.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct NetworkPage {
    page: PageContext,
    width: f64,
    height: f64,
    nodes: Vec<ShownNode>,
    /// The strongest first.
    ties: Vec<ShownTie>,
}

/// An actor in the drawing.
#[derive(Debug, Serialize)]
struct ShownNode {
    actor: Shared<Link>,
    /// `person`, `organization` or `group`.
    kind: ActorKind,
    x: f64,
    y: f64,
    radius: f64,
    /// Where its name stands, from the upper edge.
    name_y: f64,
}

/// Two actors that are named together.
#[derive(Debug, Serialize)]
struct ShownTie {
    one: Shared<Link>,
    other: Shared<Link>,
    /// In how many paragraphs, in words.
    count: String,
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
    width: f64,
}

pub(in crate::render) fn network(view: &View<'_>) -> NetworkPage {
    let drawn = network::of(view.dossier);
    let above = [view.section("actors", "/actors/")];
    NetworkPage {
        page: PageContext::new(view, "network", view.words.word("network"), "/actors/network/", &above),
        width: WIDTH,
        height: HEIGHT,
        nodes: nodes(view, &drawn),
        ties: ties(view, &drawn),
    }
}

fn nodes(view: &View<'_>, drawn: &Network) -> Vec<ShownNode> {
    let mentions = |node: &Node| view.dossier.actors[node.actor].mentions.len();
    let most = drawn.nodes.iter().map(mentions).max().unwrap_or_default();
    let node = |node: &Node| {
        let radius = rounded(share(mentions(node), most) * (GREATEST_RADIUS - LEAST_RADIUS) + LEAST_RADIUS);
        ShownNode {
            actor: view.actor_link(node.actor).clone(),
            kind: view.dossier.actors[node.actor].kind,
            x: node.x,
            y: node.y,
            radius,
            name_y: rounded(node.y - radius - ABOVE),
        }
    };
    drawn.nodes.iter().map(node).collect()
}

fn ties(view: &View<'_>, drawn: &Network) -> Vec<ShownTie> {
    let most = drawn.ties.first().map_or(1, |tie| tie.paragraphs);
    let tie = |tie: &network::Tie| {
        let (one, other) = (&drawn.nodes[tie.ends.0], &drawn.nodes[tie.ends.1]);
        ShownTie {
            one: view.actor_link(one.actor).clone(),
            other: view.actor_link(other.actor).clone(),
            count: view.words.count("paragraphs_together", tie.paragraphs),
            x1: one.x,
            y1: one.y,
            x2: other.x,
            y2: other.y,
            width: rounded(share(tie.paragraphs, most) * (WIDTHS.1 - WIDTHS.0) + WIDTHS.0),
        }
    };
    drawn.ties.iter().map(tie).collect()
}

/// A count beside the greatest, by the root, since eyes compare areas.
fn share(count: usize, most: usize) -> f64 {
    (count as f64 / most.max(1) as f64).sqrt()
}

fn rounded(value: f64) -> f64 {
    const DECIMAL: f64 = 10.0;
    (value * DECIMAL).round() / DECIMAL
}
