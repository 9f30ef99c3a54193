<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>about %Ln min left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message>
        <source>Named {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renamed {name} to {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Merged %Ln into {name}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moved %Ln face(s) to {name}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirmed %Ln face(s) of {name}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took %Ln face(s) away from {name}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Split %Ln face(s) off {name}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Brought back {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hid {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignored {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chose a cover for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added the folder {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed the folder {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Merged %Ln into one</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moved %Ln face(s) to another person</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirmed %Ln face(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took %Ln face(s) out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Split %Ln face(s) off</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Brought back %Ln person(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hid %Ln person(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ignored %Ln person(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Chose a cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {edit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FaceLabel</name>
    <message>
        <source>Add name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A face without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face of {name}, as Familiar believes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All faces like this one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FacesModel</name>
    <message>
        <source>Without a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nameless face</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailedPage</name>
    <message>
        <source>Photos that could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Familiar could read all of your photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Familiar could not read %Ln photo(s). Everything else goes on without them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The file manager could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Familiar</name>
    <message>
        <source>Something went wrong in Familiar. Your photos and names are safe. A note is in crash.log.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Photos next to this one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the folder out of Familiar. The photos stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be reached just now. Its photos and names are kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for new photos now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can also drop a folder here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Familiar only reads your photos. It never changes, moves or uploads them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IndexingStrip</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {photos}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorting faces…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for faces…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look for new photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Familiar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo “{edit}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo “{edit}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Familiar finds the people in your photos. Everything stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameEditor</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is called {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this the same {name}?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Who is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen once or twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show people seen once or twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show hidden people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody’s name begins like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People appear here as Familiar finds them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Familiar found nobody in your photos so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge with {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonHeader</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>Who is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge into whom?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoCanvas</name>
    <message>
        <source>Who is this?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoInfo</name>
    <message>
        <source>The same photo is also here:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open with another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} by {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No faces were found in this photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the names shown (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo is no longer in one of your folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file manager could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program was found that opens this photo.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotosModel</name>
    <message>
        <source>Without a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>a month as a heading, in the letters of QLocale</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotosPage</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your photos appear here as soon as Familiar has looked at them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>The file of the face recognition network is not in the expected format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face network {network} cannot be loaded; it may be damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the program that finds faces is missing; install it again with: pip install --force-reinstall {package}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the program that finds faces has been altered or damaged; install it again with: pip install --force-reinstall {package}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face networks cannot be stored in {place}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is not somebody&apos;s id. Ids look like p3 (a person), g12 (a group) or f7 (a face).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name needs at least one letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already somebody called {name}. Merge the two if they are the same person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least two people to merge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the faces to take out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose somebody first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is already in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is no longer in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no group with the id {key}. Groups change as photos come in; look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is not a person. A person&apos;s id looks like p3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no face with the id f{number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to change: it is so already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nobody with the id {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to split: you said that all these faces are the same person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A single face cannot be split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a picture, or of a kind that cannot be opened here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged: it ends too early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged and cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is too large to be opened safely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was not enough free memory to open the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You do not have permission to read this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a link to a place where nothing is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a link that leads back to itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a file, although it is named like a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name, with all its folders, is too long for this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file lies in the cloud, not on this computer. Download it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be read: its drive or the network did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is not there, or its drive is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You do not have permission to look into this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder could not be read: its drive or the network did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photographs for the sample album are not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample album could not be written into this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library cannot live on a network drive or in a folder that a cloud program copies: it would be damaged there. Choose a place on this computer&apos;s own disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Familiar may not write in the folder of its library. Check the folder&apos;s permissions, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Free some space; Familiar then goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is using the library just now. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library file is damaged. Bring back a backup from the folder of the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library needs a folder, and there is a file of that name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step can no longer be taken back: something it was about has changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This library was made by a newer version of Familiar. Update Familiar to open it; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Familiar stopped unexpectedly each time it read this photo, so it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Familiar&apos;s helper stopped again and again. Start Familiar anew; if it stays so, please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another copy of Familiar (process {number}) is looking through this library just now. Wait until it is done.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Select nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not read  {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StripModel</name>
    <message>
        <source>Photo {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try with the sample album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the people in your photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Familiar a folder of photographs. It gathers the faces, puts those of one person together, and asks you who they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can also drop a folder here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use my Pictures folder ({path})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>box</name>
    <message>
        <source>Choose another place…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an empty folder on this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
