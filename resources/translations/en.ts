<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Counts</name>
        <message numerus="yes">
            <source>%Ln face(s)</source>
            <translation>
                <numerusform>%Ln face</numerusform>
                <numerusform>%Ln faces</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s)</source>
            <translation>
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s)</source>
            <translation>
                <numerusform>%Ln photo</numerusform>
                <numerusform>%Ln photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln year(s) old</source>
            <translation>
                <numerusform>%Ln year old</numerusform>
                <numerusform>%Ln years old</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %Ln hour(s) left</source>
            <translation>
                <numerusform>about %Ln hour left</numerusform>
                <numerusform>about %Ln hours left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %Ln min left</source>
            <translation>
                <numerusform>about %Ln min left</numerusform>
                <numerusform>about %Ln min left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{youngest} to %Ln years old</source>
            <translation>
                <numerusform>{youngest} to %Ln year old</numerusform>
                <numerusform>{youngest} to %Ln years old</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Edit</name>
        <message numerus="yes">
            <source>Brought back %Ln face(s)</source>
            <translation>
                <numerusform>Brought back %Ln face</numerusform>
                <numerusform>Brought back %Ln faces</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Brought back %Ln person(s)</source>
            <translation>
                <numerusform>Brought back %Ln person</numerusform>
                <numerusform>Brought back %Ln people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Confirmed %Ln face(s)</source>
            <translation>
                <numerusform>Confirmed %Ln face</numerusform>
                <numerusform>Confirmed %Ln faces</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Confirmed %Ln face(s) of {name}</source>
            <translation>
                <numerusform>Confirmed %Ln face of {name}</numerusform>
                <numerusform>Confirmed %Ln faces of {name}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Hid %Ln person(s)</source>
            <translation>
                <numerusform>Hid %Ln person</numerusform>
                <numerusform>Hid %Ln people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Ignored %Ln person(s)</source>
            <translation>
                <numerusform>Ignored %Ln person</numerusform>
                <numerusform>Ignored %Ln people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Merged %Ln into one</source>
            <translation>
                <numerusform>Merged %Ln into one</numerusform>
                <numerusform>Merged %Ln into one</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Merged %Ln other(s) into {name}</source>
            <translation>
                <numerusform>Merged %Ln other into {name}</numerusform>
                <numerusform>Merged %Ln others into {name}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Moved %Ln face(s) to another person</source>
            <translation>
                <numerusform>Moved %Ln face to another person</numerusform>
                <numerusform>Moved %Ln faces to another person</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Moved %Ln face(s) to {name}</source>
            <translation>
                <numerusform>Moved %Ln face to {name}</numerusform>
                <numerusform>Moved %Ln faces to {name}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Removed %Ln face(s)</source>
            <translation>
                <numerusform>Removed %Ln face</numerusform>
                <numerusform>Removed %Ln faces</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Split %Ln face(s) off</source>
            <translation>
                <numerusform>Split %Ln face off</numerusform>
                <numerusform>Split %Ln faces off</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Split %Ln face(s) off {name}</source>
            <translation>
                <numerusform>Split %Ln face off {name}</numerusform>
                <numerusform>Split %Ln faces off {name}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took %Ln face(s) away from {name}</source>
            <translation>
                <numerusform>Took %Ln face away from {name}</numerusform>
                <numerusform>Took %Ln faces away from {name}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took %Ln face(s) out</source>
            <translation>
                <numerusform>Took %Ln face out</numerusform>
                <numerusform>Took %Ln faces out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took over %Ln name(s) of other programs</source>
            <translation>
                <numerusform>Took over %Ln name of other programs</numerusform>
                <numerusform>Took over %Ln names of other programs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FailedPage</name>
        <message numerus="yes">
            <source>Familiar could not read %Ln photo(s). Everything else goes on without them.</source>
            <translation>
                <numerusform>Familiar could not read %Ln photo. Everything else goes on without it.</numerusform>
                <numerusform>Familiar could not read %Ln photos. Everything else goes on without them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FolderCard</name>
        <message numerus="yes">
            <source>in %Ln file(s), since copies count once</source>
            <translation>
                <numerusform>in %Ln file, since copies count once</numerusform>
                <numerusform>in %Ln files, since copies count once</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{photos} (%Ln could not be read)</source>
            <translation>
                <numerusform>{photos} (%Ln could not be read)</numerusform>
                <numerusform>{photos} (%Ln could not be read)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LeaningCard</name>
        <message numerus="yes">
            <source>%Ln face(s) would be alone.</source>
            <translation>
                <numerusform>%Ln face would be alone.</numerusform>
                <numerusform>%Ln faces would be alone.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln part(s) would come off.</source>
            <translation>
                <numerusform>%Ln part would come off.</numerusform>
                <numerusform>%Ln parts would come off.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln single face(s) would find a group.</source>
            <translation>
                <numerusform>%Ln single face would find a group.</numerusform>
                <numerusform>%Ln single faces would find a group.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln would join others.</source>
            <translation>
                <numerusform>%Ln would join another.</numerusform>
                <numerusform>%Ln would join others.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MergeQuestion</name>
        <message numerus="yes">
            <source>Some of them are together in %Ln photo(s). Are they really one person?</source>
            <translation>
                <numerusform>Some of them are together in %Ln photo. Are they really one person?</numerusform>
                <numerusform>Some of them are together in %Ln photos. Are they really one person?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They are both in %Ln photo(s). Are they really one person?</source>
            <translation>
                <numerusform>They are both in %Ln photo. Are they really one person?</numerusform>
                <numerusform>They are both in %Ln photos. Are they really one person?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Merging</name>
        <message numerus="yes">
            <source>Merge %Ln into {name}</source>
            <translation>
                <numerusform>Merge %Ln into {name}</numerusform>
                <numerusform>Merge %Ln into {name}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They are together in %Ln photo(s).</source>
            <translation>
                <numerusform>They are together in %Ln photo.</numerusform>
                <numerusform>They are together in %Ln photos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NamesBox</name>
        <message numerus="yes">
            <source>%Ln face(s) are somebody else to another program, whose name stays.</source>
            <translation>
                <numerusform>%Ln face is somebody else to another program, whose name stays.</numerusform>
                <numerusform>%Ln faces are somebody else to another program, whose name stays.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) written.</source>
            <translation>
                <numerusform>%Ln file written.</numerusform>
                <numerusform>%Ln files written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln note(s) could not be understood.</source>
            <translation>
                <numerusform>%Ln note could not be understood.</numerusform>
                <numerusform>%Ln notes could not be understood.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) are still to be looked through; look again then.</source>
            <translation>
                <numerusform>%Ln photo is still to be looked through; look again then.</numerusform>
                <numerusform>%Ln photos are still to be looked through; look again then.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) changed.</source>
            <translation>
                <numerusform>%Ln photo changed.</numerusform>
                <numerusform>%Ln photos changed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) could not be read just now.</source>
            <translation>
                <numerusform>%Ln photo could not be read just now.</numerusform>
                <numerusform>%Ln photos could not be read just now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) were left alone:</source>
            <translation>
                <numerusform>%Ln photo was left alone:</numerusform>
                <numerusform>%Ln photos were left alone:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) with names.</source>
            <translation>
                <numerusform>%Ln photo with names.</numerusform>
                <numerusform>%Ln photos with names.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln said so already.</source>
            <translation>
                <numerusform>%Ln said so already.</numerusform>
                <numerusform>%Ln said so already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Picasa keeps the names of %Ln person(s) in its file contacts.xml.</source>
            <translation>
                <numerusform>Picasa keeps the name of %Ln person in its file contacts.xml.</numerusform>
                <numerusform>Picasa keeps the names of %Ln people in its file contacts.xml.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Where only one face has no name, the name without a place is its (%Ln photo(s))</source>
            <translation>
                <numerusform>Where only one face has no name, the name without a place is its (%Ln photo)</numerusform>
                <numerusform>Where only one face has no name, the name without a place is its (%Ln photos)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PersonHeader</name>
        <message numerus="yes">
            <source>%Ln guess(es)</source>
            <translation>
                <numerusform>%Ln guess</numerusform>
                <numerusform>%Ln guesses</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>? marks %Ln guess(es) of Familiar’s</source>
            <translation>
                <numerusform>? marks %Ln guess of Familiar’s</numerusform>
                <numerusform>? marks %Ln guesses of Familiar’s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotosModel</name>
        <message numerus="yes">
            <source>one of a burst of %Ln</source>
            <translation>
                <numerusform>one of a burst of %Ln</numerusform>
                <numerusform>one of a burst of %Ln</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotosPage</name>
        <message numerus="yes">
            <source>%Ln could not be copied. Is there room, and is every disk connected?</source>
            <translation>
                <numerusform>%Ln could not be copied. Is there room, and is every disk connected?</numerusform>
                <numerusform>%Ln could not be copied. Is there room, and is every disk connected?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied %Ln photo(s).</source>
            <translation>
                <numerusform>Copied %Ln photo.</numerusform>
                <numerusform>Copied %Ln photos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewEnd</name>
        <message numerus="yes">
            <source>%Ln face(s) have no name yet. You can name them on the People page.</source>
            <translation>
                <numerusform>%Ln face has no name yet. You can name it on the People page.</numerusform>
                <numerusform>%Ln faces have no name yet. You can name them on the People page.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln face(s) have no name yet: groups are on the People page, single faces under Unnamed.</source>
            <translation>
                <numerusform>%Ln face has no name yet.</numerusform>
                <numerusform>%Ln faces have no name yet: groups are on the People page, single faces under Unnamed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of them wait(s) under People, “Seldom seen”.</source>
            <translation>
                <numerusform>%Ln of them waits under People, “Seldom seen”.</numerusform>
                <numerusform>%Ln of them wait under People, “Seldom seen”.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) wait for a name: you said Later.</source>
            <translation>
                <numerusform>%Ln person waits for a name: you said Later.</numerusform>
                <numerusform>%Ln people wait for a name: you said Later.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln single face(s) have no name yet. They are under Unnamed.</source>
            <translation>
                <numerusform>%Ln single face has no name yet. It is under Unnamed.</numerusform>
                <numerusform>%Ln single faces have no name yet. They are under Unnamed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewQuestion</name>
        <message numerus="yes">
            <source>This answer settles %Ln face(s).</source>
            <translation>
                <numerusform>This answer settles %Ln face.</numerusform>
                <numerusform>This answer settles %Ln faces.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RunNotices</name>
        <message numerus="yes">
            <source>%Ln could not be read.</source>
            <translation>
                <numerusform>%Ln could not be read.</numerusform>
                <numerusform>%Ln could not be read.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) are copies of these; copies count once.</source>
            <translation>
                <numerusform>%Ln file is a copy of one of these; copies count once.</numerusform>
                <numerusform>%Ln files are copies of these; copies count once.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selected</numerusform>
                <numerusform>%Ln selected</numerusform>
            </translation>
        </message>
    </context>
</TS>
