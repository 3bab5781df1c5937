"""What stands in the way of a channel is said all at once."""

from comms.channels.rules import ChannelWrong
from comms.channels.rules.naming import obstacles_to_channel


def test_all_that_is_wrong_is_said_at_once() -> None:
    found = obstacles_to_channel("robot", "", "minitel", 500)

    assert list(map(str, found)) == [
        ChannelWrong.UNKNOWN_KIND,
        ChannelWrong.UNKNOWN_NETWORK,
        ChannelWrong.NO_LIMIT,
        ChannelWrong.NO_NAME,
    ]
    assert obstacles_to_channel("hand", "story", "", None) == []
    assert obstacles_to_channel("hand", "masto", "mastodon", 5000) == []
