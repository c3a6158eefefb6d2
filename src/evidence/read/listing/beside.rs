//! A list with others to its right on the same sheet: they are told, and nothing of them is read.

use super::{Listing, Spot};
use crate::evidence::around::ListBeside;
use crate::evidence::decode::Epoch;
use crate::evidence::read::{Request, cell};
use crate::evidence::recognise::{self, HeadRow, Said, ToTheRight};

impl<'r> Listing<'r> {
    /// Recognises a list that may have others to its right, of which nothing is read then.
    pub(super) fn beside(
        request: &'r Request<'_>,
        spot: Spot<'_>,
        head: &[HeadRow],
        epoch: Epoch,
        said: Said<'_>,
    ) -> Self {
        let Some(lists) = recognise::beside(&request.catalogue, head) else {
            return Self::said(request, spot, head, epoch, said);
        };
        let own = lists.left_of(head, said);
        let mut first = Self::said(request, spot, own.as_deref().unwrap_or(head), epoch, said);
        if first.part.columns.is_some() {
            first.found.around.beside = lists.right().iter().map(list_beside).collect();
            if own.is_some() {
                let ignored = lists.headings(head).map(str::to_owned);
                first.found.ignored.extend(ignored);
            }
        }
        if request.keeps_heads {
            first.found.head = head.to_vec();
        }
        first
    }
}

fn list_beside(right: &ToTheRight) -> ListBeside {
    let (first, last) = right.columns;
    ListBeside {
        first: cell::letters(first),
        last: cell::letters(last),
        dataset: right.dataset.clone(),
    }
}
