//! Ways to reach a user.

use crate::{Cap, ClientId, CommStatus, Number};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// The means of communication of a client.
    #[doc = page!(CommCap)]
    pub struct CommCap<'a> = CommCap {
        /// Whether the values may be used.
        qualifier: Option<bool> = Qualifier,
        /// The means.
        comm_c: Vec<CommC<'a>> = CommC,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, CommC*";
        "1.3" guessed: "Qualifier?, CommC*, ClientID?";
    }

    /// One means of communication of a client.
    pub struct CommC<'a> = CommC {
        /// The means.
        cap: Cap<'a> = Cap,
        /// Whether it can be used now.
        status: CommStatus<'a> = Status,
        /// The address for this means: a telephone number, or the address of a user.
        contact: Option<Text<'a>> = Contact,
        /// A remark. Some 1.1 devices reject an empty one.
        note: Option<Text<'a>> = Note,
    }
    models {
        "1.1-1.3": "Cap, Status, Contact?, Note?";
    }
}

element! {
    /// The ways in which the user wishes to be reached, best first.
    #[doc = page!(PreferredContacts)]
    pub struct PreferredContacts<'a> = PreferredContacts {
        /// Whether the values may be used.
        qualifier: Option<bool> = Qualifier,
        /// The addresses.
        addr_pref: Vec<AddrPref<'a>> = AddrPref,
    }
    models {
        "1.1-1.3": "Qualifier?, AddrPref*";
    }

    /// One address at which the user wishes to be reached.
    pub struct AddrPref<'a> = AddrPref {
        /// The means.
        pref_c: Cap<'a> = PrefC,
        /// The address for this means.
        caddr: Text<'a> = Caddr,
        /// Whether it can be used now.
        cstatus: CommStatus<'a> = Cstatus,
        /// A label for people to read.
        cname: Option<Text<'a>> = Cname,
        /// The rank. Samples count up from the preferred address.
        cpriority: Option<Number<'a>> = Cpriority,
    }
    models {
        "1.1-1.3": "PrefC, Caddr, Cstatus, Cname?, Cpriority?";
    }
}
