//! A table is what a `BTreeMap` is.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::Table;

proptest! {
    #[test]
    fn a_table_behaves_like_a_tree(acts in prop::collection::vec((0_u8..4, 0_u8..16, 0_u8..), 0..200)) {
        let (mut table, mut tree) = (Table::default(), BTreeMap::new());
        for (act, key, value) in acts {
            match act {
                0 | 1 => prop_assert_eq!(table.insert(key, value), tree.insert(key, value)),
                2 => prop_assert_eq!(table.remove(&key), tree.remove(&key)),
                _ => prop_assert_eq!(table.pop_first(), tree.pop_first()),
            }
            prop_assert_eq!(table.get(&key), tree.get(&key));
            prop_assert_eq!(table.get_mut(&key), tree.get_mut(&key));
            prop_assert_eq!(table.contains_key(&key), tree.contains_key(&key));
            prop_assert_eq!(table.len(), tree.len());
            prop_assert_eq!(table.last(), tree.last_key_value());
            prop_assert!(table.iter().eq(tree.iter()));
            prop_assert!(table.keys().eq(tree.keys()));
            prop_assert!(table.values().eq(tree.values()));
        }
    }
}

#[test]
fn the_first_gap_is_found() {
    let table = |keys: &[usize]| {
        let mut table = Table::default();
        for key in keys {
            table.insert(*key, ());
        }
        table
    };
    for (keys, gap) in [
        (&[] as &[usize], 0),
        (&[0, 1, 2], 3),
        (&[1, 2], 0),
        (&[0, 2, 3], 1),
        (&[0, 1, 2, 3, 7, 8], 4),
    ] {
        let found = table(keys).gap(|key, place| *key == place);
        assert_eq!(found, gap, "{keys:?}");
    }
}
