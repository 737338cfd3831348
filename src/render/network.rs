//! The network: who is named together with whom, as a drawing. Actors that share many paragraphs stand close; each has its
//! place from a simulation of springs that starts from a grid and uses no function that differs between machines, so the
//! same dossier gives the same drawing everywhere.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::content::actor::ActorKind;
use crate::dossier::{ActorIndex, Dossier};

/// The most actors in the drawing; more could not be told apart.
const MOST_ACTORS: usize = 36;
/// The most lines, the strongest first.
const MOST_TIES: usize = 90;
/// The drawing's size, in its own units.
pub(super) const WIDTH: f64 = 960.0;
/// See [`WIDTH`].
pub(super) const HEIGHT: f64 = 640.0;
/// Room at the edges, where names stand.
const MARGIN: f64 = 70.0;
/// Steps of the simulation; after so many, hardly anything moves.
const STEPS: u32 = 300;
/// How far an actor may move in the first step, as a share of the drawing.
const FIRST_STEP: f64 = 0.1;
/// Names are wide and low, so actors beside each other need more room than actors above each other.
const BESIDE: f64 = 0.6;
/// How strongly everything is drawn to the middle, so that what has no tie does not drift away.
const GRAVITY: f64 = 0.4;

/// Places have one decimal.
const DECIMAL: f64 = 10.0;
/// About how wide a letter of a name is.
const LETTER: f64 = 7.4;
/// How far below each other two names stand that would else meet.
const ROW: f64 = 34.0;
/// How often names that meet are moved apart; each time some may meet others.
const SEPARATIONS: usize = 60;

/// Who is named together with whom.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Network {
    /// The actors, the one with the most company first.
    pub(super) nodes: Vec<Node>,
    /// The ties between them, the strongest first.
    pub(super) ties: Vec<Tie>,
}

/// An actor at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node {
    /// The actor.
    pub(super) actor: ActorIndex,
    /// Its place from the left edge.
    pub(super) x: f64,
    /// Its place from the upper edge.
    pub(super) y: f64,
}

/// Two actors that are named together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    /// Indices into [`Network::nodes`], the smaller first.
    pub(super) ends: (usize, usize),
    /// In how many paragraphs.
    pub(super) paragraphs: usize,
}

/// The network of a dossier. Places are left out: everybody is somewhere.
#[must_use]
pub(super) fn of(dossier: &Dossier) -> Network {
    let is_shown = |actor: ActorIndex| dossier.actors[actor].kind != ActorKind::Place;
    let company =
        |actor: ActorIndex| dossier.actors[actor].appears_with.iter().filter(move |(other, _)| is_shown(*other));
    let weight = |actor: ActorIndex| company(actor).map(|(_, count)| count).sum::<usize>();
    let mut actors: Vec<(usize, ActorIndex)> =
        dossier.actors.indices().filter(|&actor| is_shown(actor)).map(|actor| (weight(actor), actor)).collect();
    actors.sort_by_key(|&(weight, actor)| (Reverse(weight), actor));
    actors.retain(|&(weight, _)| weight > 0);
    actors.truncate(MOST_ACTORS);
    let mut shown: Vec<ActorIndex> = actors.into_iter().map(|(_, actor)| actor).collect();
    let strongest = ties(dossier, &shown);
    let ends: BTreeSet<usize> = strongest.iter().flat_map(|tie| [tie.ends.0, tie.ends.1]).collect();
    shown = ends.into_iter().map(|at| shown[at]).collect();
    let ties = ties(dossier, &shown);
    let letters = |actor: &ActorIndex| dossier.actors[*actor].name.chars().count() as f64;
    let widths: Vec<f64> = shown.iter().map(|actor| letters(actor) * LETTER).collect();
    let places = separated(places(shown.len(), &ties), &widths);
    Network { nodes: shown.into_iter().zip(places).map(|(actor, (x, y))| Node { actor, x, y }).collect(), ties }
}

/// The strongest ties among some actors.
fn ties(dossier: &Dossier, shown: &[ActorIndex]) -> Vec<Tie> {
    let place = |actor: ActorIndex| shown.iter().position(|&other| other == actor);
    let of_one = shown.iter().enumerate().flat_map(|(at, &actor)| {
        let company = dossier.actors[actor].appears_with.iter();
        company.filter_map(move |&(other, paragraphs)| Some(Tie { ends: (at, place(other)?), paragraphs }))
    });
    let mut ties: Vec<Tie> = of_one.filter(|tie| tie.ends.0 < tie.ends.1).collect();
    ties.sort_by_key(|tie| (Reverse(tie.paragraphs), tie.ends));
    ties.truncate(MOST_TIES);
    ties
}

/// Where `count` actors stand. After Fruchterman and Reingold: all repel each other, and ties pull.
fn places(count: usize, ties: &[Tie]) -> Vec<(f64, f64)> {
    let spacing = (1.0 / count.max(1) as f64).sqrt();
    let strongest = ties.first().map_or(1, |tie| tie.paragraphs) as f64;
    let mut places = grid(count);
    for step in 0..STEPS {
        let reach = FIRST_STEP * f64::from(STEPS - step) / f64::from(STEPS);
        let mut forces: Vec<(f64, f64)> =
            places.iter().map(|&(x, y)| ((0.5 - x) * GRAVITY, (0.5 - y) * GRAVITY)).collect();
        for one in 0..count {
            for other in one + 1..count {
                let (x, y, distance) = between(places[one], places[other]);
                push(&mut forces, (one, other), (x, y), spacing * spacing / (distance * distance));
            }
        }
        for tie in ties {
            let (x, y, distance) = between(places[tie.ends.0], places[tie.ends.1]);
            let strength = (tie.paragraphs as f64 / strongest).sqrt();
            push(&mut forces, tie.ends, (x, y), -distance / spacing * strength);
        }
        for (place, (x, y)) in places.iter_mut().zip(forces) {
            let length = (x * x + y * y).sqrt().max(f64::MIN_POSITIVE);
            let stride = length.min(reach) / length;
            *place = (place.0 + x * stride, place.1 + y * stride);
        }
    }
    fitted(&places)
}

/// The way from one place to another, and how far it is; never nothing.
fn between(one: (f64, f64), other: (f64, f64)) -> (f64, f64, f64) {
    const LEAST: f64 = 1e-3;
    let (x, y) = ((other.0 - one.0) * BESIDE, other.1 - one.1);
    (x, y, (x * x + y * y).sqrt().max(LEAST))
}

/// Moves two actors apart along the way between them; together where `force` is negative.
fn push(forces: &mut [(f64, f64)], ends: (usize, usize), way: (f64, f64), force: f64) {
    for (end, sign) in [(ends.0, -1.0), (ends.1, 1.0)] {
        forces[end].0 += way.0 * force * sign;
        forces[end].1 += way.1 * force * sign;
    }
}

/// Places on a square, a little askew, since actors in one line would never leave it.
fn grid(count: usize) -> Vec<(f64, f64)> {
    const SKEW: f64 = 0.13;
    let columns = (count as f64).sqrt().ceil().max(1.0) as usize;
    let place = |at: usize| {
        let (column, row) = ((at % columns) as f64, (at / columns) as f64);
        ((column + row * SKEW + 0.5) / columns as f64, (row + column * SKEW + 0.5) / columns as f64)
    };
    (0..count).map(place).collect()
}

/// The places stretched over the drawing, with one decimal.
fn fitted(places: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let across = scale(places.iter().map(|place| place.0), WIDTH);
    let down = scale(places.iter().map(|place| place.1), HEIGHT);
    places.iter().map(|&(x, y)| (across(x), down(y))).collect()
}

fn scale(values: impl Iterator<Item = f64>, size: f64) -> impl Fn(f64) -> f64 {
    let (least, most) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
    move |value| {
        let share = if most > least { (value - least) / (most - least) } else { 0.5 };
        ((MARGIN + share * (size - 2.0 * MARGIN)) * DECIMAL).round() / DECIMAL
    }
}

/// Moves names in from the edges, and up and down until none stands on another.
fn separated(mut places: Vec<(f64, f64)>, widths: &[f64]) -> Vec<(f64, f64)> {
    for ((x, _), width) in places.iter_mut().zip(widths) {
        let half = (width / 2.0).min(WIDTH / 2.0);
        *x = x.clamp(half, WIDTH - half);
    }
    for _ in 0..SEPARATIONS {
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                let (across, down) = (places[other].0 - places[one].0, places[other].1 - places[one].1);
                if across.abs() < f64::midpoint(widths[one], widths[other]) && down.abs() < ROW {
                    let way = if down < 0.0 { -1.0 } else { 1.0 };
                    let stride = way * (ROW - down.abs()) / 2.0;
                    places[one].1 = within(places[one].1 - stride);
                    places[other].1 = within(places[other].1 + stride);
                }
            }
        }
    }
    let rounded = |value: f64| (value * DECIMAL).round() / DECIMAL;
    places.into_iter().map(|(x, y)| (rounded(x), rounded(y))).collect()
}

fn within(y: f64) -> f64 {
    y.clamp(ROW, HEIGHT - ROW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::fixture::Fixture;

    fn network(paragraphs: &[&str]) -> (Vec<String>, Network) {
        let dossier = Fixture::default()
            .report("a", "Paper", "2024-01-01", &paragraphs.join("\n\n"))
            .actor("ana", "{name: Ana Ruiz, kind: person}")
            .actor("bo", "{name: Bo Lind, kind: person}")
            .actor("council", "{name: Water Council, kind: organization}")
            .actor("lake", "{name: Long Lake, kind: place}")
            .build();
        let network = of(&dossier);
        let names = network.nodes.iter().map(|node| dossier.actors[node.actor].id.to_string()).collect();
        (names, network)
    }

    #[test]
    fn who_is_named_together_is_tied_and_places_are_left_out() {
        let (names, network) = network(&[
            "Ana Ruiz met Bo Lind at Long Lake.",
            "Bo Lind and Ana Ruiz left.",
            "The Water Council met Bo Lind.",
        ]);
        assert_eq!(names, ["bo", "ana", "council"]);
        assert_eq!(network.ties, [Tie { ends: (0, 1), paragraphs: 2 }, Tie { ends: (0, 2), paragraphs: 1 }]);
    }

    #[test]
    fn nobody_in_company_is_no_network() {
        assert_eq!(network(&["Ana Ruiz left.", "Bo Lind came."]).1, Network { nodes: Vec::new(), ties: Vec::new() });
    }

    #[test]
    fn everybody_has_a_place_of_their_own_within_the_drawing() {
        let ties: Vec<Tie> = (1..30).map(|at| Tie { ends: (at / 3, at), paragraphs: 31 - at }).collect();
        let places = separated(places(30, &ties), &[80.0; 30]);
        for (at, one) in places.iter().enumerate() {
            assert!((0.0..WIDTH).contains(&one.0) && (0.0..HEIGHT).contains(&one.1), "{one:?}");
            for other in &places[..at] {
                let (x, y) = (one.0 - other.0, one.1 - other.1);
                assert!(x * x + y * y > 400.0, "{one:?} and {other:?} meet");
            }
        }
    }

    #[test]
    fn a_long_name_at_the_edge_is_moved_in() {
        let placed = separated(vec![(70.0, 100.0), (890.0, 300.0), (500.0, 500.0)], &[300.0, 200.0, 2000.0]);
        assert_eq!(placed, [(150.0, 100.0), (860.0, 300.0), (480.0, 500.0)]);
    }
}
