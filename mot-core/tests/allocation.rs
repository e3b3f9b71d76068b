//! Verifying a link allocates nothing, whether it is accepted or refused.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use mot_core::{
    identity::{KeyRing, KeyStatus, LinkPolicy, LinkSigner, LinkVerifier, Secret, Uid},
    time::Timestamp,
};

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

/// The system's allocator, counting what each thread asks for.
struct Counting;

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(of: impl FnOnce()) -> u64 {
    let before = ALLOCATIONS.with(Cell::get);
    of();
    ALLOCATIONS.with(Cell::get) - before
}

#[test]
fn verifying_allocates_nothing() {
    let ring = || {
        let mut ring =
            KeyRing::new("k2", Secret::new(b"0123456789abcdef0123456789abcdef").expect("long enough"))
                .expect("a ring");
        let earlier = Secret::new(b"abcdef0123456789abcdef0123456789").expect("long enough");
        ring.add("k1", earlier, KeyStatus::Accept).expect("another key");
        ring
    };
    let policy = LinkPolicy { audience: Some("portal.example".into()), ..LinkPolicy::default() };
    let (signer, verifier) =
        (LinkSigner::new(ring()), LinkVerifier::new(ring(), policy).expect("a verifier"));
    let now = Timestamp::from_milliseconds(1_795_168_800_000).expect("an instant");
    let uid = Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y").expect("a user id");
    let nonce = *b"sixteen bytes 16";
    let first = signer.sign("manifest-7", &uid, now).expect("a link");
    let second = signer.sign_for("portal.example", "manifest-7", &uid, now, nonce).expect("a link");
    let elsewhere = signer.sign_for("elsewhere.example", "manifest-7", &uid, now, nonce).expect("a link");
    let forged = first.replace("manifest-7", "manifest-8");
    let late = now.plus_days(1).expect("tomorrow");
    let mut parts: Vec<&str> = second.split('&').collect();
    parts.reverse();
    let another_order = parts.join("&");
    for (fragment, now, accepted) in [
        (&first, now, true),
        (&second, now, true),
        (&another_order, now, true),
        (&elsewhere, now, false),
        (&forged, now, false),
        (&"mot=x".repeat(200), now, false),
        (&"mot".to_owned(), now, false),
        (&first.replace("mot=", "mot=%"), now, false),
        (&second.replace("kid=k2", "kid=k9"), now, false),
        (&first, late, false),
    ] {
        let mut judged = None;
        assert_eq!(
            allocations(|| judged =
                Some(verifier.verify(fragment, now).and_then(|link| link.bind(Some(&uid))).is_ok())),
            0,
            "{fragment}"
        );
        assert_eq!(judged, Some(accepted), "{fragment}");
    }
    assert!(allocations(|| drop(first.clone())) > 0, "the count counts");
}
