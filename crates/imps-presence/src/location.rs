//! The location of a client.

use crate::{ClientId, Number};
use alloc::boxed::Box;
use imps_core::schema::DataType;
use imps_core::{Text, element, text_type};

static ZONE: DataType = DataType::new("Zone", "an offset from UTC such as +02", zone_fault);

text_type! {
    /// An offset from UTC: a sign and two digits of hours, optionally with two digits of minutes,
    /// such as `+02` or `-0330`.
    pub struct Zone: &ZONE;
}

element! {
    /// The time zone of the client's location.
    #[doc = page!(TimeZone)]
    pub struct TimeZone<'a> = TimeZone {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// The offset from UTC.
        zone: Option<Zone<'a>> = Zone,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, Zone?";
        "1.3" guessed: "Qualifier?, Zone?, ClientID?";
    }

    /// The position of the device.
    #[doc = page!(GeoLocation)]
    pub struct GeoLocation<'a> = GeoLocation {
        /// Whether the values may be used.
        qualifier: Option<bool> = Qualifier,
        /// Degrees, minutes and seconds, then `E` or `W`: `35 24 15.652W`.
        longitude: Option<Text<'a>> = Longitude,
        /// Degrees, minutes and seconds, then `N` or `S`: `12 36 22.5N`.
        latitude: Option<Text<'a>> = Latitude,
        /// The height, in metres.
        altitude: Option<Number<'a>> = Altitude,
        /// The maximum error of the position, in metres.
        accuracy: Option<Number<'a>> = Accuracy,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, Longitude?, Latitude?, Altitude?, Accuracy?";
        "1.3" guessed: "Qualifier?, Longitude?, Latitude?, Altitude?, Accuracy?, ClientID?";
    }
}

element! {
    /// The place of the device, as an address.
    #[doc = page!(Address)]
    pub struct Address<'a> = Address {
        /// Whether the values may be used.
        qualifier: Option<bool> = Qualifier,
        /// Two letters of ISO 3166-1: `GB`.
        country: Option<Text<'a>> = Country,
        /// The city.
        city: Option<Text<'a>> = City,
        /// The street.
        street: Option<Text<'a>> = Street,
        /// A street that crosses it.
        crossing1: Option<Text<'a>> = Crossing1,
        /// Another street that crosses it.
        crossing2: Option<Text<'a>> = Crossing2,
        /// The building.
        building: Option<Text<'a>> = Building,
        /// A named area.
        named_area: Option<Text<'a>> = NamedArea,
        /// The maximum error of the place, in metres.
        accuracy: Option<Number<'a>> = Accuracy,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, Country?, City?, Street?, Crossing1?, Crossing2?, Building?, NamedArea?, Accuracy?";
        "1.3" guessed: "Qualifier?, Country?, City?, Street?, Crossing1?, Crossing2?, Building?, NamedArea?, Accuracy?, ClientID?";
    }
}

fn zone_fault(text: &str) -> Option<usize> {
    for (offset, byte) in text.bytes().enumerate() {
        let fits = match offset {
            0 => matches!(byte, b'+' | b'-'),
            1..=4 => byte.is_ascii_digit(),
            _ => false,
        };
        if !fits {
            return Some(offset);
        }
    }
    (!matches!(text.len(), 3 | 5)).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_zone() {
        for text in ["+02", "-11", "+0530"] {
            assert!(Zone::from(text).is_valid(), "{text}");
        }
        for (text, offset) in
            [("", 0), ("02", 0), ("+2", 2), ("+02:30", 3), ("+053", 4), ("+05300", 5), ("é", 0)]
        {
            assert_eq!(Zone::parse_checked(text).unwrap_err().offset(), offset, "{text}");
        }
    }
}
