//! A secret shows nowhere.

use mot_core::{
    identity::{KeyRing, KeyStatus, LinkPolicy, LinkSigner, LinkVerifier, Secret, Uid},
    time::Timestamp,
};

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
    for shown in [
        format!("{:?}", Secret::new(SECRET)),
        format!("{:?}", ring()),
        format!("{:?}", LinkSigner::new(ring())),
        format!("{:#?}", LinkVerifier::new(ring(), policy).expect("a verifier")),
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
