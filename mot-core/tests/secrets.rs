//! A secret shows nowhere, and its memory is wiped before it is given back.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicU64, Ordering},
};

use mot_core::{
    identity::{
        KeyRing, KeyStatus, LinkPolicy, LinkSigner, LinkVerifier, ReplayStore, Secret, TokenIssuer,
        TokenPolicy, Uid,
    },
    time::Timestamp,
};

/// How many blocks of memory were given back with the secret in them.
static LEFT: AtomicU64 = AtomicU64::new(0);
/// How many were looked at.
static LOOKED_AT: AtomicU64 = AtomicU64::new(0);

/// The system's allocator, looking through what it is given back.
struct Watching;

// SAFETY: every call is passed on to the system's allocator unchanged; a block is read before it is given back only.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // Zeroed, so that no byte that is looked at later was never written.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        let block = unsafe { std::slice::from_raw_parts(pointer, layout.size()) };
        LOOKED_AT.fetch_add(1, Ordering::Relaxed);
        if block.windows(WIPED.len()).any(|window| window == WIPED) {
            LEFT.fetch_add(1, Ordering::Relaxed);
        }
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Watching = Watching;

/// A secret that no test but one puts into memory of its own.
const WIPED: &[u8; 40] = b"wiped-when-it-goes wiped-when-it-goes ok";

const SECRET: &[u8; 40] = b"hunter2-hunter2-hunter2-hunter2-hunter2!";

fn ring() -> KeyRing {
    let mut ring = KeyRing::new("k2", Secret::new(SECRET).expect("long enough")).expect("a ring");
    ring.add("k1", Secret::new(b"0123456789abcdef0123456789abcdef").expect("long enough"), KeyStatus::Accept)
        .expect("another");
    ring
}

#[test]
fn debug_shows_no_secret() {
    let policy = LinkPolicy { audience: Some("portal.example".into()), ..LinkPolicy::default() };
    let verifier = LinkVerifier::new(ring(), policy).expect("a verifier");
    let issuer = TokenIssuer::new(ring(), TokenPolicy::default()).expect("an issuer");
    let panicked = std::panic::catch_unwind(|| panic!("{verifier:?} {issuer:?} {:?}", ring()));
    for shown in [
        format!("{:?}", Secret::new(SECRET)),
        format!("{:?}", ring()),
        format!("{:?}", LinkSigner::new(ring())),
        format!("{verifier:#?}"),
        format!("{issuer:#?}"),
        *panicked.expect_err("a panic").downcast::<String>().expect("its text"),
    ] {
        let bytes: Vec<String> = SECRET.iter().map(|byte| byte.to_string()).collect();
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(!shown.contains(&bytes[..4].join(", ")), "{shown}");
        assert!(!shown.contains("68756e746572"), "{shown}");
    }
}

#[test]
fn refusals_show_neither_secret_nor_link() {
    let short = Secret::new(b"hunter2-hunter2").expect_err("too short");
    assert_eq!(short.to_string(), "a secret has at least 32 bytes, this one has 15");
    let verifier = LinkVerifier::new(ring(), LinkPolicy::default()).expect("a verifier");
    let now = Timestamp::from_milliseconds(1_795_168_800_000).expect("an instant");
    let uid = Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y").expect("a user id");
    let link = LinkSigner::new(ring()).sign("token-of-the-portal", &uid, now).expect("a link");
    for fragment in [
        link.replace("token", "taken"),
        link.replace("uid=", "sid="),
        link.replace("&ts", "&mot=token-of-the-portal&ts"),
    ] {
        let refusal = verifier.verify(&fragment, now).expect_err("not what was signed");
        let shown = format!("{refusal} {refusal:?} {:?}", refusal.details());
        assert!(!shown.contains("of-the-portal") && !shown.contains(uid.as_str()), "{shown}");
    }
}

#[test]
fn neither_refusals_nor_stores_show_tokens() {
    let now = Timestamp::from_milliseconds(1_795_168_800_000).expect("an instant");
    let uid = Uid::parse("4jzgNSNUa4C1rD2y1Q5Z8Y").expect("a user id");
    let fragment = LinkSigner::new(ring()).sign("token-of-the-portal", &uid, now).expect("a link");
    let verifier = LinkVerifier::new(ring(), LinkPolicy::default()).expect("a verifier");
    let candidate = verifier.verify(&fragment, now).expect("right");
    let mut store = ReplayStore::new(1);
    let bound = candidate.clone().bind(None).expect("none is stored");
    let replay = store.insert(bound.replay_key(), bound.replay_expires_at(), now).expect("room for one");
    let link = bound.clone().accept(replay).expect("fresh");
    let shown = format!("{candidate:?} {bound:?} {link:?} {store:?}");
    assert!(shown.contains("k2") && !shown.contains(link.replay_key()), "{shown}");
    let issuer = TokenIssuer::new(ring(), TokenPolicy::default()).expect("an issuer");
    let receipt = issuer.issue_receipt(&link, now).expect("a receipt");
    let session = issuer.issue_session(&receipt, now).expect("a session");
    let mut full = ReplayStore::new(0);
    for refusal in [
        issuer.verify_receipt(&receipt.replace("4jzg", "4jzh"), now).expect_err("another user"),
        issuer.verify_session(&receipt, now).expect_err("another type"),
        issuer.verify_session(&session, now.plus_days(2).expect("later")).expect_err("too late"),
        issuer
            .verify_session(&session, now)
            .expect("right")
            .check_header("user-abc")
            .expect_err("another user"),
        full.insert(link.replay_key(), link.replay_expires_at(), now).expect_err("full"),
    ] {
        let shown = format!("{refusal} {refusal:?} {:?}", refusal.details());
        assert!(!shown.contains(uid.as_str()) && !shown.contains(&receipt[receipt.len() - 64..]), "{shown}");
        assert!(!shown.contains(link.replay_key()), "{shown}");
    }
}

#[test]
fn memory_is_wiped_before_it_is_given_back() {
    // The constant itself lies in the program, not in memory that is given back.
    let mut ring = KeyRing::new("k1", Secret::new(WIPED).expect("long enough")).expect("a ring");
    let another = Secret::new(b"0123456789abcdef0123456789abcdef").expect("long enough");
    ring.add("k2", another, KeyStatus::Accept).expect("another key");
    drop(LinkVerifier::new(ring.clone(), LinkPolicy::default()).expect("a verifier"));
    drop(TokenIssuer::new(ring.clone(), TokenPolicy::default()).expect("an issuer"));
    drop(LinkSigner::new(ring));
    drop(Secret::new(WIPED).expect("long enough"));
    assert!(LOOKED_AT.load(Ordering::Relaxed) > 0);
    assert_eq!(LEFT.load(Ordering::Relaxed), 0);

    drop(WIPED.to_vec());
    assert_eq!(LEFT.load(Ordering::Relaxed), 1, "the test sees what is not wiped");
}
