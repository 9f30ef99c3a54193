<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
    <context>
        <name>AboutBox</name>
        <message>
            <source>About Familiar</source>
            <translation>Familiar 정보</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>닫기</translation>
        </message>
        <message>
            <source>Familiar finds the people in your photos. Everything stays on this computer.</source>
            <translation>Familiar는 사진 속 사람들을 찾아 줍니다. 모든 것은 이 컴퓨터 안에만 있습니다.</translation>
        </message>
        <message>
            <source>Familiar {version}</source>
            <translation>Familiar {version}</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>라이선스</translation>
        </message>
    </context>
    <context>
        <name>AppearanceLine</name>
        <message>
            <source>No name yet</source>
            <translation>아직 이름 없음</translation>
        </message>
    </context>
    <context>
        <name>AppearanceStrip</name>
        <message>
            <source>Who is seen when</source>
            <translation>누가 언제 보이는지</translation>
        </message>
    </context>
    <context>
        <name>BirthdayEditor</name>
        <message>
            <source>Birthday</source>
            <translation>생일</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>저장</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>모름</translation>
        </message>
        <message>
            <source>Please write the day like this: {example}, or the year</source>
            <translation>날짜를 이렇게 쓰거나 연도만 쓰세요: {example}</translation>
        </message>
        <message>
            <source>This lies in the future.</source>
            <translation>아직 오지 않은 날입니다.</translation>
        </message>
        <message>
            <source>When was this person born?</source>
            <translation>이 사람의 생일은 언제인가요?</translation>
        </message>
        <message>
            <source>When was {name} born?</source>
            <translation>{name}의 생일은 언제인가요?</translation>
        </message>
    </context>
    <context>
        <name>Counts</name>
        <message numerus="yes">
            <source>%Ln face(s)</source>
            <translation>
                <numerusform>얼굴 %Ln개</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s)</source>
            <translation>
                <numerusform>%Ln명</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s)</source>
            <translation>
                <numerusform>사진 %Ln장</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln year(s) old</source>
            <translation>
                <numerusform>만 %Ln세</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %Ln hour(s) left</source>
            <translation>
                <numerusform>약 %Ln시간 남음</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %Ln min left</source>
            <translation>
                <numerusform>약 %Ln분 남음</numerusform>
            </translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>1분 미만 남음</translation>
        </message>
        <message numerus="yes">
            <source>{youngest} to %Ln years old</source>
            <translation>
                <numerusform>만 {youngest}~%Ln세</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Edit</name>
        <message>
            <source>Added somebody to the photo</source>
            <translation>사진에 사람을 추가했습니다</translation>
        </message>
        <message>
            <source>Added the folder {name}</source>
            <translation>폴더를 추가했습니다: {name}</translation>
        </message>
        <message>
            <source>Added {name} to the photo</source>
            <translation>사진에 추가했습니다: {name}</translation>
        </message>
        <message numerus="yes">
            <source>Brought back %Ln face(s)</source>
            <translation>
                <numerusform>얼굴 %Ln개를 되돌렸습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Brought back %Ln person(s)</source>
            <translation>
                <numerusform>%Ln명을 다시 표시했습니다</numerusform>
            </translation>
        </message>
        <message>
            <source>Brought back {name}</source>
            <translation>다시 표시했습니다: {name}</translation>
        </message>
        <message>
            <source>Chose a cover</source>
            <translation>대표 사진을 골랐습니다</translation>
        </message>
        <message>
            <source>Chose a cover for {name}</source>
            <translation>{name} 대표 사진을 골랐습니다</translation>
        </message>
        <message numerus="yes">
            <source>Confirmed %Ln face(s)</source>
            <translation>
                <numerusform>얼굴 %Ln개를 확인했습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Confirmed %Ln face(s) of {name}</source>
            <translation>
                <numerusform>{name} 얼굴 %Ln개를 확인했습니다</numerusform>
            </translation>
        </message>
        <message>
            <source>Found the folder {name} in its new place</source>
            <translation>{name} 폴더를 새 위치에서 찾았습니다</translation>
        </message>
        <message numerus="yes">
            <source>Hid %Ln person(s)</source>
            <translation>
                <numerusform>%Ln명을 숨겼습니다</numerusform>
            </translation>
        </message>
        <message>
            <source>Hid {name}</source>
            <translation>숨겼습니다: {name}</translation>
        </message>
        <message numerus="yes">
            <source>Ignored %Ln person(s)</source>
            <translation>
                <numerusform>%Ln명을 제외했습니다</numerusform>
            </translation>
        </message>
        <message>
            <source>Ignored {name}</source>
            <translation>제외했습니다: {name}</translation>
        </message>
        <message>
            <source>Left open whether these are one person</source>
            <translation>잘 모르겠다고 답했습니다</translation>
        </message>
        <message>
            <source>Left open whether this is {name}</source>
            <translation>잘 모르겠다고 답했습니다: {name}</translation>
        </message>
        <message>
            <source>Marked a face</source>
            <translation>얼굴을 표시했습니다</translation>
        </message>
        <message numerus="yes">
            <source>Merged %Ln into one</source>
            <translation>
                <numerusform>%Ln명을 한 사람으로 합쳤습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Merged %Ln other(s) into {name}</source>
            <translation>
                <numerusform>다른 %Ln명을 {name}(으)로 합쳤습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Moved %Ln face(s) to another person</source>
            <translation>
                <numerusform>얼굴 %Ln개를 다른 사람에게 옮겼습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Moved %Ln face(s) to {name}</source>
            <translation>
                <numerusform>얼굴 %Ln개를 옮겼습니다 → {name}</numerusform>
            </translation>
        </message>
        <message>
            <source>Named {name}</source>
            <translation>이름을 붙였습니다: {name}</translation>
        </message>
        <message>
            <source>Noted a birthday</source>
            <translation>생일을 적었습니다</translation>
        </message>
        <message>
            <source>Noted when {name} was born</source>
            <translation>생일을 적었습니다: {name}</translation>
        </message>
        <message numerus="yes">
            <source>Removed %Ln face(s)</source>
            <translation>
                <numerusform>얼굴 %Ln개를 제거했습니다</numerusform>
            </translation>
        </message>
        <message>
            <source>Removed the folder {name}</source>
            <translation>폴더를 뺐습니다: {name}</translation>
        </message>
        <message>
            <source>Renamed {name} to {other}</source>
            <translation>이름을 바꿨습니다: {name} → {other}</translation>
        </message>
        <message>
            <source>Said that these are one person</source>
            <translation>같은 사람이라고 답했습니다</translation>
        </message>
        <message>
            <source>Said that these are two people</source>
            <translation>다른 사람이라고 답했습니다</translation>
        </message>
        <message>
            <source>Said that this is not {name}</source>
            <translation>다른 사람이라고 답했습니다: {name}</translation>
        </message>
        <message>
            <source>Said that this is {name}</source>
            <translation>같은 사람이라고 답했습니다: {name}</translation>
        </message>
        <message numerus="yes">
            <source>Split %Ln face(s) off</source>
            <translation>
                <numerusform>얼굴 %Ln개를 나눴습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Split %Ln face(s) off {name}</source>
            <translation>
                <numerusform>{name} 얼굴에서 %Ln개를 나눴습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took %Ln face(s) away from {name}</source>
            <translation>
                <numerusform>{name} 얼굴에서 %Ln개를 뺐습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took %Ln face(s) out</source>
            <translation>
                <numerusform>얼굴 %Ln개를 뺐습니다</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took over %Ln name(s) of other programs</source>
            <translation>
                <numerusform>다른 프로그램의 이름 %Ln개를 가져왔습니다</numerusform>
            </translation>
        </message>
        <message>
            <source>Took somebody out of the photo</source>
            <translation>사진에서 사람을 뺐습니다</translation>
        </message>
        <message>
            <source>Took {name} out of the photo</source>
            <translation>사진에서 뺐습니다: {name}</translation>
        </message>
        <message>
            <source>Undone: {edit}</source>
            <translation>되돌림: {edit}</translation>
        </message>
    </context>
    <context>
        <name>EditNotices</name>
        <message>
            <source>Redo</source>
            <translation>다시 실행</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>보기</translation>
        </message>
        <message>
            <source>To be found under People, “Seldom seen”.</source>
            <translation>‘사람’의 ‘드물게 나온 사람’에 있습니다.</translation>
        </message>
        <message>
            <source>To be found under People, “Who is this?”.</source>
            <translation>‘사람’의 ‘누구인가요?’에 있습니다.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>실행 취소</translation>
        </message>
    </context>
    <context>
        <name>FaceLabel</name>
        <message>
            <source>A face without a name</source>
            <translation>이름 없는 얼굴</translation>
        </message>
        <message>
            <source>Add name</source>
            <translation>이름 추가</translation>
        </message>
        <message>
            <source>All faces like this one</source>
            <translation>비슷한 얼굴 모두 보기</translation>
        </message>
        <message>
            <source>All photos of {name}</source>
            <translation>{name} 사진 모두 보기</translation>
        </message>
        <message>
            <source>Familiar believes that this is {name}.</source>
            <translation>Familiar의 추측입니다: {name}.</translation>
        </message>
        <message>
            <source>Not a face</source>
            <translation>얼굴이 아님</translation>
        </message>
        <message>
            <source>Not {name}</source>
            <translation>{name} 아님</translation>
        </message>
        <message>
            <source>Somebody else…</source>
            <translation>다른 사람…</translation>
        </message>
        <message>
            <source>The face of {name}</source>
            <translation>{name} 얼굴</translation>
        </message>
        <message>
            <source>The face of {name}, as Familiar believes</source>
            <translation>{name} 얼굴 (Familiar의 추측)</translation>
        </message>
        <message>
            <source>This is {name}</source>
            <translation>맞음: {name}</translation>
        </message>
        <message>
            <source>You confirmed that this is {name}.</source>
            <translation>{name}(이)라고 확인했습니다.</translation>
        </message>
    </context>
    <context>
        <name>FacePen</name>
        <message>
            <source>Draw a box around the face</source>
            <translation>얼굴 둘레에 상자를 그리세요</translation>
        </message>
        <message>
            <source>Draw a box around the face, or use the arrows and Enter. Esc leaves.</source>
            <translation>얼굴 둘레에 상자를 그리거나 화살표와 Enter를 쓰세요. Esc로 나갑니다.</translation>
        </message>
    </context>
    <context>
        <name>FacesModel</name>
        <message>
            <source>Familiar believes that this is {name}. Click on the question mark to confirm.</source>
            <translation>Familiar는 {name}(이)라고 추측합니다. 물음표를 누르면 확인됩니다.</translation>
        </message>
        <message>
            <source>Nameless face</source>
            <translation>이름 없는 얼굴</translation>
        </message>
        <message>
            <source>Without a date</source>
            <translation>날짜 없음</translation>
        </message>
        <message>
            <source>You confirmed that this is {name}.</source>
            <translation>{name}(이)라고 확인했습니다.</translation>
        </message>
        <message>
            <source>a guess of Familiar’s</source>
            <translation>Familiar의 추측</translation>
        </message>
        <message>
            <source>confirmed by you</source>
            <translation>직접 확인함</translation>
        </message>
        <message>
            <source>in a video, at {moment}</source>
            <translation>동영상 속, {moment}</translation>
        </message>
        <message>
            <source>{year} · {age}</source>
            <translation>{year} · {age}</translation>
        </message>
    </context>
    <context>
        <name>FailedPage</name>
        <message>
            <source>Copied</source>
            <translation>복사됨</translation>
        </message>
        <message>
            <source>Copy list</source>
            <translation>목록 복사</translation>
        </message>
        <message numerus="yes">
            <source>Familiar could not read %Ln photo(s). Everything else goes on without them.</source>
            <translation>
                <numerusform>사진 %Ln장을 읽지 못했습니다. 나머지는 그대로 진행됩니다.</numerusform>
            </translation>
        </message>
        <message>
            <source>Familiar could read all of your photos.</source>
            <translation>모든 사진을 읽었습니다.</translation>
        </message>
        <message>
            <source>Photos that could not be read</source>
            <translation>읽지 못한 사진</translation>
        </message>
        <message>
            <source>Show in file manager</source>
            <translation>파일 관리자에서 보기</translation>
        </message>
        <message>
            <source>The file manager could not be opened.</source>
            <translation>파일 관리자를 열 수 없습니다.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>다시 시도</translation>
        </message>
    </context>
    <context>
        <name>Familiar</name>
        <message>
            <source>Something went wrong in Familiar. Your photos and names are safe. A note is in crash.log.</source>
            <translation>Familiar에 문제가 생겼습니다. 사진과 이름은 안전합니다. 자세한 내용은 crash.log에 있습니다.</translation>
        </message>
        <message>
            <source>The backup {file} was brought back. The library of before is {old}.</source>
            <translation>백업 {file}을(를) 되살렸습니다. 이전 라이브러리는 {old}에 있습니다.</translation>
        </message>
    </context>
    <context>
        <name>Filmstrip</name>
        <message>
            <source>Photos next to this one</source>
            <translation>앞뒤 사진</translation>
        </message>
    </context>
    <context>
        <name>FolderCard</name>
        <message>
            <source>Cannot be reached just now. Its photos and names are kept.</source>
            <translation>지금은 열 수 없습니다. 사진 정보와 이름은 그대로 보관됩니다.</translation>
        </message>
        <message>
            <source>Choose its new place…</source>
            <translation>새 위치 고르기…</translation>
        </message>
        <message>
            <source>It seems to be in {folder} now.</source>
            <translation>지금은 {folder}에 있는 것 같습니다.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>빼기</translation>
        </message>
        <message>
            <source>Remove {folder}</source>
            <translation>폴더 빼기: {folder}</translation>
        </message>
        <message>
            <source>Takes the folder out of Familiar. The photos stay where they are.</source>
            <translation>Familiar에서만 뺍니다. 사진은 제자리에 그대로 있습니다.</translation>
        </message>
        <message>
            <source>The photos that Familiar knows from this folder are not in {folder}.</source>
            <translation>Familiar가 이 폴더에서 알고 있는 사진이 {folder}에 없습니다.</translation>
        </message>
        <message>
            <source>Use this place</source>
            <translation>이 위치 쓰기</translation>
        </message>
        <message>
            <source>Use this place all the same</source>
            <translation>그래도 이 위치 사용</translation>
        </message>
        <message numerus="yes">
            <source>in %Ln file(s), since copies count once</source>
            <translation>
                <numerusform>파일 %Ln개 (복사본은 한 번만 셉니다)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{photos} (%Ln could not be read)</source>
            <translation>
                <numerusform>{photos} (%Ln장은 읽지 못함)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FoldersPage</name>
        <message>
            <source>Add folder</source>
            <translation>폴더 추가</translation>
        </message>
        <message>
            <source>Choose a folder with photos</source>
            <translation>사진이 있는 폴더 선택</translation>
        </message>
        <message>
            <source>Familiar only reads your photos and never moves or uploads them. It does not change them, either, unless you ask it to write names into them.</source>
            <translation>Familiar는 사진을 읽기만 하며, 옮기거나 올리지 않습니다. 이름을 사진에 써 넣으라고 하지 않는 한 바꾸지도 않습니다.</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>폴더</translation>
        </message>
        <message>
            <source>Look for new photos now</source>
            <translation>지금 새 사진 찾기</translation>
        </message>
        <message>
            <source>Names and other programs…</source>
            <translation>이름과 다른 프로그램…</translation>
        </message>
        <message>
            <source>Where is this folder now?</source>
            <translation>이 폴더는 지금 어디에 있나요?</translation>
        </message>
        <message>
            <source>You can also drop a folder here.</source>
            <translation>폴더를 여기로 끌어다 놓아도 됩니다.</translation>
        </message>
    </context>
    <context>
        <name>HelpBoxes</name>
        <message>
            <source>A person</source>
            <translation>한 사람</translation>
        </message>
        <message>
            <source>A photo</source>
            <translation>사진 한 장</translation>
        </message>
    </context>
    <context>
        <name>IndexingStrip</name>
        <message>
            <source>Getting ready…</source>
            <translation>준비하는 중…</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>계속</translation>
        </message>
        <message>
            <source>Looking for faces…</source>
            <translation>얼굴을 찾는 중…</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>사진을 찾는 중…</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>일시 정지</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>일시 정지됨</translation>
        </message>
        <message>
            <source>Sorting faces…</source>
            <translation>얼굴을 나누는 중…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>중지</translation>
        </message>
        <message>
            <source>Try again now</source>
            <translation>지금 다시 시도</translation>
        </message>
        <message>
            <source>Waiting for space</source>
            <translation>빈 공간을 기다리는 중</translation>
        </message>
        <message>
            <source>{done} of {photos}</source>
            <translation>{photos} 중 {done}</translation>
        </message>
    </context>
    <context>
        <name>KeysBox</name>
        <message>
            <source>Back, or leave a field as it was</source>
            <translation>뒤로 가기, 또는 입력란을 그대로 두고 나가기</translation>
        </message>
        <message>
            <source>Choose all up to here</source>
            <translation>여기까지 모두 선택</translation>
        </message>
        <message>
            <source>Choose one more</source>
            <translation>하나 더 선택</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>닫기</translation>
        </message>
        <message>
            <source>Ctrl and click</source>
            <translation>Ctrl 누르고 클릭</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>어디서나</translation>
        </message>
        <message>
            <source>Find a key, or what it does</source>
            <translation>키 또는 하는 일 찾기</translation>
        </message>
        <message>
            <source>Go from picture to picture</source>
            <translation>사진 사이를 옮겨 다니기</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>키</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>키</translation>
        </message>
        <message>
            <source>Name who has no name yet</source>
            <translation>이름 없는 사람에게 이름 붙이기</translation>
        </message>
        <message>
            <source>On others: find somebody</source>
            <translation>이름 있는 사람 위에서: 찾기</translation>
        </message>
        <message>
            <source>Open what is chosen</source>
            <translation>선택한 것 열기</translation>
        </message>
        <message>
            <source>Shift and click</source>
            <translation>Shift 누르고 클릭</translation>
        </message>
        <message>
            <source>Type the name</source>
            <translation>이름 입력</translation>
        </message>
        <message>
            <source>What</source>
            <translation>하는 일</translation>
        </message>
    </context>
    <context>
        <name>LeaningCard</name>
        <message numerus="yes">
            <source>%Ln face(s) would be alone.</source>
            <translation>
                <numerusform>얼굴 %Ln개가 따로 남습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln part(s) would come off.</source>
            <translation>
                <numerusform>묶음에서 %Ln개가 떨어져 나옵니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln single face(s) would find a group.</source>
            <translation>
                <numerusform>따로 있던 얼굴 %Ln개가 묶음에 들어갑니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln would join others.</source>
            <translation>
                <numerusform>묶음 %Ln개가 다른 묶음과 합쳐집니다.</numerusform>
            </translation>
        </message>
        <message>
            <source>Do so with new photos</source>
            <translation>새 사진에 이렇게 하기</translation>
        </message>
        <message>
            <source>Familiar puts faces together only when it is sure, and asks about the others under Review: better two groups of one person than one group of two people.</source>
            <translation>Familiar는 확실할 때만 얼굴을 한데 모으고, 나머지는 ‘검토’에서 묻습니다. 두 사람이 한 묶음에 섞이는 것보다 한 사람이 두 묶음으로 나뉘는 편이 낫기 때문입니다.</translation>
        </message>
        <message>
            <source>Group the faces like this</source>
            <translation>이대로 얼굴 묶기</translation>
        </message>
        <message>
            <source>How sure Familiar has to be</source>
            <translation>Familiar가 얼마나 확신해야 하는지</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>그대로 두기</translation>
        </message>
        <message>
            <source>More careful</source>
            <translation>더 조심스럽게</translation>
        </message>
        <message>
            <source>More careful: for families in which many look alike.</source>
            <translation>더 조심스럽게: 서로 닮은 사람이 많은 가족에 알맞습니다.</translation>
        </message>
        <message>
            <source>More daring</source>
            <translation>더 과감하게</translation>
        </message>
        <message>
            <source>More daring: fewer groups of one person; now and then a mistake to put right.</source>
            <translation>더 과감하게: 한 사람이 여러 묶음으로 나뉘는 일이 줄지만, 가끔 바로잡을 실수가 생깁니다.</translation>
        </message>
        <message>
            <source>Much more careful: fewer mistakes, more groups of one person, more questions.</source>
            <translation>훨씬 더 조심스럽게: 실수는 줄고, 한 사람의 묶음과 질문이 늘어납니다.</translation>
        </message>
        <message>
            <source>Much more daring: only where few people look alike.</source>
            <translation>훨씬 더 과감하게: 서로 닮은 사람이 적을 때만 알맞습니다.</translation>
        </message>
        <message>
            <source>Nothing would change among the faces there are now.</source>
            <translation>지금 있는 얼굴에서는 아무것도 바뀌지 않습니다.</translation>
        </message>
        <message>
            <source>Putting faces together</source>
            <translation>얼굴 묶기</translation>
        </message>
        <message>
            <source>Right for this album. Familiar works this out from the album itself.</source>
            <translation>이 앨범에 알맞습니다. Familiar가 앨범을 보고 스스로 정합니다.</translation>
        </message>
        <message>
            <source>Trying out what this would change…</source>
            <translation>무엇이 달라지는지 살펴보는 중…</translation>
        </message>
        <message>
            <source>What you said stays in any case.</source>
            <translation>직접 알려 준 내용은 어떤 경우에도 그대로 남습니다.</translation>
        </message>
        <message>
            <source>{before} groups become {after}.</source>
            <translation>묶음 {before}개가 {after}개가 됩니다.</translation>
        </message>
    </context>
    <context>
        <name>LibraryCard</name>
        <message>
            <source>, copies from before updates {copies}</source>
            <translation>, 업데이트 전 복사본 {copies}</translation>
        </message>
        <message>
            <source>A backup holds all names and everything you said. Pictures are not in it.</source>
            <translation>백업에는 모든 이름과 지금까지 알려 준 내용이 들어 있습니다. 사진은 들어 있지 않습니다.</translation>
        </message>
        <message>
            <source>All names and faces are replaced by those in {file}, and the window opens anew. The library of now is kept beside it, as {old}.</source>
            <translation>모든 이름과 얼굴이 {file}에 있는 것으로 바뀌고 창이 새로 열립니다. 지금의 라이브러리는 그 옆에 {old}(으)로 보관됩니다.</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>백업…</translation>
        </message>
        <message>
            <source>Bring back a backup</source>
            <translation>백업 되살리기</translation>
        </message>
        <message>
            <source>Bring back a backup…</source>
            <translation>백업 되살리기…</translation>
        </message>
        <message>
            <source>Bring it back</source>
            <translation>되살리기</translation>
        </message>
        <message>
            <source>Leave everything as it is</source>
            <translation>그대로 두기</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>라이브러리</translation>
        </message>
        <message>
            <source>Move the library…</source>
            <translation>라이브러리 옮기기…</translation>
        </message>
        <message>
            <source>Names and faces {library}, small pictures {previews}</source>
            <translation>이름과 얼굴 {library}, 작은 사진 {previews}</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>폴더 열기</translation>
        </message>
        <message>
            <source>Save a backup</source>
            <translation>백업 저장</translation>
        </message>
        <message>
            <source>The backup {file} is in {folder}.</source>
            <translation>백업 {file} 파일이 {folder} 폴더에 있습니다.</translation>
        </message>
        <message>
            <source>This library was opened by naming its folder (--library), so it stays where it is.</source>
            <translation>이 라이브러리는 폴더를 지정하여 열었으므로(--library) 지금 자리에 그대로 있습니다.</translation>
        </message>
        <message>
            <source>Where the library shall lie</source>
            <translation>라이브러리를 둘 곳</translation>
        </message>
    </context>
    <context>
        <name>LicencesBox</name>
        <message>
            <source>Close</source>
            <translation>닫기</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>라이선스</translation>
        </message>
    </context>
    <context>
        <name>LoneFacesModel</name>
        <message>
            <source>Like no other face</source>
            <translation>비슷한 얼굴이 없는 얼굴</translation>
        </message>
        <message>
            <source>Nameless face</source>
            <translation>이름 없는 얼굴</translation>
        </message>
        <message>
            <source>Taken away from somebody</source>
            <translation>다른 사람에게서 뺀 얼굴</translation>
        </message>
        <message>
            <source>You said: not {name}</source>
            <translation>아니라고 알려 준 사람: {name}</translation>
        </message>
    </context>
    <context>
        <name>LookCard</name>
        <message>
            <source>As the system</source>
            <translation>시스템 설정대로</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>어둡게</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>언어</translation>
        </message>
        <message>
            <source>Language and look</source>
            <translation>언어와 화면</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>밝게</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>밝게 또는 어둡게</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Choose a folder of photos</source>
            <translation>사진이 있는 폴더 선택</translation>
        </message>
    </context>
    <context>
        <name>MergeQuestion</name>
        <message>
            <source>Are all of these the same person?</source>
            <translation>모두 같은 사람인가요?</translation>
        </message>
        <message>
            <source>Are these two the same person?</source>
            <translation>이 두 사람은 같은 사람인가요?</translation>
        </message>
        <message>
            <source>Are {name} and {other} the same person?</source>
            <translation>{name}, {other}: 같은 사람인가요?</translation>
        </message>
        <message>
            <source>Leave them as two</source>
            <translation>따로 두기</translation>
        </message>
        <message>
            <source>One person: merge</source>
            <translation>같은 사람: 합치기</translation>
        </message>
        <message numerus="yes">
            <source>Some of them are together in %Ln photo(s). Are they really one person?</source>
            <translation>
                <numerusform>몇 사람이 함께 나온 사진이 %Ln장 있습니다. 정말 같은 사람인가요?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They are both in %Ln photo(s). Are they really one person?</source>
            <translation>
                <numerusform>두 사람이 함께 나온 사진이 %Ln장 있습니다. 정말 같은 사람인가요?</numerusform>
            </translation>
        </message>
        <message>
            <source>They become one person, and the name {name} stays.</source>
            <translation>한 사람으로 합치고, 이름은 {name}(으)로 남습니다.</translation>
        </message>
        <message>
            <source>They become one person, called {name}.</source>
            <translation>한 사람으로 합치고, 이름은 {name}(으)로 합니다.</translation>
        </message>
        <message>
            <source>They become one person.</source>
            <translation>한 사람으로 합칩니다.</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>그 밖에 {count}명</translation>
        </message>
    </context>
    <context>
        <name>MergeSide</name>
        <message>
            <source>Keep the name {name}</source>
            <translation>이름을 {name}(으)로 두기</translation>
        </message>
        <message>
            <source>Nameless</source>
            <translation>이름 없음</translation>
        </message>
        <message>
            <source>This name stays</source>
            <translation>이 이름이 남습니다</translation>
        </message>
    </context>
    <context>
        <name>Merging</name>
        <message numerus="yes">
            <source>Merge %Ln into {name}</source>
            <translation>
                <numerusform>%Ln명을 {name}(으)로 합치기</numerusform>
            </translation>
        </message>
        <message>
            <source>Merge into one</source>
            <translation>한 사람으로 합치기</translation>
        </message>
        <message>
            <source>Merge into {name}</source>
            <translation>{name}(으)로 합치기</translation>
        </message>
        <message>
            <source>Merge {other} and {name}</source>
            <translation>{other}, {name} 합치기</translation>
        </message>
        <message numerus="yes">
            <source>They are together in %Ln photo(s).</source>
            <translation>
                <numerusform>두 사람이 함께 나온 사진이 %Ln장 있습니다.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NameChoices</name>
        <message>
            <source>People who may be meant</source>
            <translation>이 사람일 수도 있습니다</translation>
        </message>
    </context>
    <context>
        <name>NameEditor</name>
        <message>
            <source>Another {name}</source>
            <translation>다른 {name}</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <source>Is this the same {name}?</source>
            <translation>이미 있는 {name}, 같은 사람인가요?</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>합치기</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>이름</translation>
        </message>
        <message>
            <source>Nobody is called {name}.</source>
            <translation>{name}: 이런 이름을 가진 사람이 없습니다.</translation>
        </message>
        <message>
            <source>Somebody new: {name}</source>
            <translation>새 사람: {name}</translation>
        </message>
    </context>
    <context>
        <name>NamesBox</name>
        <message numerus="yes">
            <source>%Ln face(s) are somebody else to another program, whose name stays.</source>
            <translation>
                <numerusform>얼굴 %Ln개는 다른 프로그램이 다른 사람이라고 적어 두었으므로 그 이름을 그대로 두었습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) written.</source>
            <translation>
                <numerusform>파일 %Ln개를 저장했습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln note(s) could not be understood.</source>
            <translation>
                <numerusform>%Ln개의 기록은 알아볼 수 없었습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) are still to be looked through; look again then.</source>
            <translation>
                <numerusform>아직 살펴보지 않은 사진이 %Ln장 있습니다. 그 뒤에 다시 찾아보세요.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) changed.</source>
            <translation>
                <numerusform>사진 %Ln장을 바꿨습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) could not be read just now.</source>
            <translation>
                <numerusform>사진 %Ln장은 지금 읽을 수 없었습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) were left alone:</source>
            <translation>
                <numerusform>사진 %Ln장은 그대로 두었습니다:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) with names.</source>
            <translation>
                <numerusform>이름이 있는 사진 %Ln장.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln said so already.</source>
            <translation>
                <numerusform>%Ln개는 이미 그렇게 되어 있었습니다.</numerusform>
            </translation>
        </message>
        <message>
            <source>Also faces that Familiar has added to somebody since</source>
            <translation>그 뒤에 Familiar가 더한 얼굴도 쓰기</translation>
        </message>
        <message>
            <source>Also where another program says that it is somebody else</source>
            <translation>다른 프로그램이 다른 사람이라고 적어 둔 곳에도 쓰기</translation>
        </message>
        <message>
            <source>Choose Picasa's contacts.xml</source>
            <translation>Picasa의 contacts.xml 고르기</translation>
        </message>
        <message>
            <source>Choose Picasa's contacts.xml…</source>
            <translation>Picasa의 contacts.xml 고르기…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>닫기</translation>
        </message>
        <message>
            <source>Familiar looks for the names that digiKam, Lightroom, Picasa, Windows Photo Gallery, Google Takeout and other programs have written into your photos or beside them. You see first what was found; taking it over is one step that can be undone, and whatever you said in Familiar stays.</source>
            <translation>digiKam, Lightroom, Picasa, Windows 사진 갤러리, Google 테이크아웃 등이 사진 안이나 옆에 적어 둔 이름을 찾아봅니다. 찾은 것을 먼저 보여 드리며, 가져오기는 한 번에 되돌릴 수 있고, Familiar에서 정하신 것은 그대로 남습니다.</translation>
        </message>
        <message>
            <source>Look for names</source>
            <translation>이름 찾아보기</translation>
        </message>
        <message>
            <source>Names and other programs</source>
            <translation>이름과 다른 프로그램</translation>
        </message>
        <message>
            <source>Names for other programs</source>
            <translation>다른 프로그램을 위한 이름</translation>
        </message>
        <message>
            <source>Names that other programs know</source>
            <translation>다른 프로그램이 아는 이름</translation>
        </message>
        <message>
            <source>No names were found.</source>
            <translation>이름을 찾지 못했습니다.</translation>
        </message>
        <message>
            <source>Otherwise Familiar only notes that they are in the photo.</source>
            <translation>그러지 않으면 사진에 있다는 것만 적어 둡니다.</translation>
        </message>
        <message>
            <source>Otherwise only faces that you named, one by one or many at once.</source>
            <translation>선택하지 않으면 직접 이름을 붙인 얼굴만 씁니다. 하나씩 붙였든 한꺼번에 붙였든 상관없습니다.</translation>
        </message>
        <message numerus="yes">
            <source>Picasa keeps the names of %Ln person(s) in its file contacts.xml.</source>
            <translation>
                <numerusform>%Ln명의 이름은 Picasa의 contacts.xml 파일에 들어 있습니다.</numerusform>
            </translation>
        </message>
        <message>
            <source>Save a list of all faces</source>
            <translation>모든 얼굴 목록 저장</translation>
        </message>
        <message>
            <source>Save a list of all faces…</source>
            <translation>모든 얼굴 목록 저장…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>중지</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>가져오기</translation>
        </message>
        <message>
            <source>The list is in {file}.</source>
            <translation>목록을 {file}에 저장했습니다.</translation>
        </message>
        <message>
            <source>This changes the files of your photos (JPEG and PNG; others still get a small file beside them). The picture itself stays as it is, and so does what others noted in it: each new file is compared with the old one before it takes its place. It cannot be undone here, so keep a backup.</source>
            <translation>사진 파일이 바뀝니다 (JPEG와 PNG. 다른 형식은 지금처럼 옆에 작은 파일을 둡니다). 사진 그림은 그대로이고 다른 프로그램이 적어 둔 내용도 그대로입니다. 새 파일은 원래 파일과 비교한 뒤에만 바꿉니다. 여기서는 되돌릴 수 없으니 백업을 해 두세요.</translation>
        </message>
        <message numerus="yes">
            <source>Where only one face has no name, the name without a place is its (%Ln photo(s))</source>
            <translation>
                <numerusform>이름 없는 얼굴이 하나뿐이면 자리가 적히지 않은 이름을 그 얼굴에 붙입니다 (사진 %Ln장)</numerusform>
            </translation>
        </message>
        <message>
            <source>Write names beside the photos</source>
            <translation>사진 옆에 이름 저장</translation>
        </message>
        <message>
            <source>Write names into the photos</source>
            <translation>사진 안에 이름 저장</translation>
        </message>
        <message>
            <source>Write the names into the photos themselves</source>
            <translation>이름을 사진 파일 안에 직접 쓰기</translation>
        </message>
        <message>
            <source>Writes a small file beside each photo with a name in it (IMG_1.jpg.xmp beside IMG_1.jpg), which digiKam and many others read. The photos stay as they are, and so does what others noted there.</source>
            <translation>이름이 있는 사진마다 옆에 작은 파일을 만듭니다(IMG_1.jpg 옆의 IMG_1.jpg.xmp). digiKam 등 많은 프로그램이 이 파일을 읽습니다. 사진은 그대로이며, 다른 프로그램이 적어 둔 내용도 그대로 남습니다.</translation>
        </message>
        <message>
            <source>Your name then takes the place of what that program noted.</source>
            <translation>그러면 그 프로그램이 적어 둔 이름이 여기에서 붙인 이름으로 바뀝니다.</translation>
        </message>
    </context>
    <context>
        <name>NamesTable</name>
        <message>
            <source>Faces found</source>
            <translation>찾은 얼굴</translation>
        </message>
        <message>
            <source>Known already</source>
            <translation>이미 아는 것</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>이름</translation>
        </message>
        <message>
            <source>Names from other programs</source>
            <translation>다른 프로그램의 이름</translation>
        </message>
        <message>
            <source>New boxes</source>
            <translation>새 상자</translation>
        </message>
        <message>
            <source>Only in the photo</source>
            <translation>사진에만 있음</translation>
        </message>
        <message>
            <source>You said otherwise</source>
            <translation>다르게 정하신 것</translation>
        </message>
    </context>
    <context>
        <name>NewerVersionBox</name>
        <message>
            <source>Ask {host}</source>
            <translation>{host}에 물어보기</translation>
        </message>
        <message>
            <source>Asking…</source>
            <translation>물어보는 중…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>닫기</translation>
        </message>
        <message>
            <source>Newer version</source>
            <translation>새 버전</translation>
        </message>
        <message>
            <source>Open its page</source>
            <translation>새 버전 페이지 열기</translation>
        </message>
        <message>
            <source>There is a newer one: Familiar {version}.</source>
            <translation>새 버전이 있습니다: Familiar {version}.</translation>
        </message>
        <message>
            <source>You have Familiar {version}. Shall Familiar ask {host} whether there is a newer one? Nothing about you or your photos is sent.</source>
            <translation>지금 버전은 Familiar {version}입니다. 새 버전이 있는지 {host}에 물어볼까요? 사용자나 사진에 관한 것은 아무것도 보내지 않습니다.</translation>
        </message>
        <message>
            <source>You have the newest one.</source>
            <translation>최신 버전을 쓰고 있습니다.</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Close this notice</source>
            <translation>알림 닫기</translation>
        </message>
    </context>
    <context>
        <name>Pack</name>
        <message>
            <source>A large network, trained on licensed photographs: slower, and better with faces that are hard to tell apart.</source>
            <translation>사용 허락을 받은 사진으로 학습한 큰 인식 도구입니다. 더 느리지만 구별하기 어려운 얼굴에 더 강합니다.</translation>
        </message>
        <message>
            <source>A large network: more accurate, and several times slower than the built-in one.</source>
            <translation>큰 인식 도구입니다. 기본 도구보다 더 정확하지만 몇 배 느립니다.</translation>
        </message>
        <message>
            <source>A small detector and a small network: four megabytes, for old computers.</source>
            <translation>작은 인식 도구입니다. 4메가바이트이며 오래된 컴퓨터에 알맞습니다.</translation>
        </message>
        <message>
            <source>A small network, quick and accurate.</source>
            <translation>작은 인식 도구입니다. 빠르고 정확합니다.</translation>
        </message>
        <message>
            <source>Apple's neural engine (Core ML)</source>
            <translation>Apple 뉴럴 엔진(Core ML)</translation>
        </message>
        <message>
            <source>AuraFace</source>
            <translation>AuraFace</translation>
        </message>
        <message>
            <source>Built in</source>
            <translation>기본 내장</translation>
        </message>
        <message>
            <source>Comes with Familiar and is always there. A good balance of accuracy and speed.</source>
            <translation>Familiar에 들어 있어 언제나 쓸 수 있습니다. 정확도와 속도가 잘 어울립니다.</translation>
        </message>
        <message>
            <source>Free for every use, also commercial; its licence and notices go with it.</source>
            <translation>상업적 이용을 포함해 어디에나 자유롭게 쓸 수 있습니다. 라이선스와 고지문이 함께 들어 있습니다.</translation>
        </message>
        <message>
            <source>Free for every use.</source>
            <translation>어디에나 자유롭게 쓸 수 있습니다.</translation>
        </message>
        <message>
            <source>InsightFace, large</source>
            <translation>InsightFace, 큰 것</translation>
        </message>
        <message>
            <source>InsightFace, small</source>
            <translation>InsightFace, 작은 것</translation>
        </message>
        <message>
            <source>Intel accelerator (OpenVINO)</source>
            <translation>Intel 가속기(OpenVINO)</translation>
        </message>
        <message>
            <source>It is not there, or this installation of Familiar cannot use it.</source>
            <translation>이 컴퓨터에 없거나, 설치된 Familiar에서 쓸 수 없습니다.</translation>
        </message>
        <message>
            <source>Its makers allow these networks for non-commercial research only. You may not use them in a business or for money, and for anything else than research they have not given leave. Familiar itself is free for every use; this pack is not.</source>
            <translation>만든 이들은 이 인식 도구를 비상업적 연구에만 허락합니다. 사업이나 돈을 받는 일에 쓸 수 없으며, 연구가 아닌 다른 용도는 허락하지 않았습니다. Familiar는 어디에나 자유롭게 쓸 수 있지만 이 팩은 그렇지 않습니다.</translation>
        </message>
        <message>
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>NVIDIA 그래픽 카드(CUDA)</translation>
        </message>
        <message>
            <source>Small and quick</source>
            <translation>작고 빠른 것</translation>
        </message>
        <message>
            <source>graphics card (DirectML)</source>
            <translation>그래픽 카드(DirectML)</translation>
        </message>
        <message>
            <source>processor</source>
            <translation>프로세서</translation>
        </message>
    </context>
    <context>
        <name>PackCard</name>
        <message>
            <source>All names stay, and Familiar goes on as before until every face has been looked at again.</source>
            <translation>이름은 모두 그대로 남습니다. 모든 얼굴을 다시 살펴볼 때까지 Familiar는 지금처럼 작동합니다.</translation>
        </message>
        <message>
            <source>Changing to {pack}: {done} of {all} faces have been looked at again.</source>
            <translation>{pack}(으)로 바꾸는 중: 얼굴 {all}개 가운데 {done}개를 다시 살펴봤습니다.</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>자세히</translation>
        </message>
        <message>
            <source>Download ({size})</source>
            <translation>내려받기({size})</translation>
        </message>
        <message>
            <source>I have read this and accept it</source>
            <translation>읽었으며 동의합니다</translation>
        </message>
        <message>
            <source>In use: {pack}</source>
            <translation>사용 중: {pack}</translation>
        </message>
        <message>
            <source>It is fetched from {host}. Nothing about you or your photos goes there.</source>
            <translation>{host}에서 받아 옵니다. 사용자나 사진에 관한 정보는 보내지 않습니다.</translation>
        </message>
        <message>
            <source>Licence: {terms}</source>
            <translation>라이선스: {terms}</translation>
        </message>
        <message>
            <source>Other ways to recognise faces…</source>
            <translation>다른 얼굴 인식 방법…</translation>
        </message>
        <message>
            <source>Recognition</source>
            <translation>얼굴 인식</translation>
        </message>
        <message>
            <source>Runs on: {device}</source>
            <translation>실행 장치: {device}</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>중지</translation>
        </message>
        <message>
            <source>The file of this pack</source>
            <translation>이 팩의 파일</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>다시 시도</translation>
        </message>
        <message>
            <source>Use a file I have…</source>
            <translation>가지고 있는 파일 사용…</translation>
        </message>
        <message>
            <source>Use this one</source>
            <translation>이것 사용</translation>
        </message>
        <message>
            <source>{done} of {all}</source>
            <translation>{all} 중 {done}</translation>
        </message>
        <message>
            <source>{pack} is installed.</source>
            <translation>설치했습니다: {pack}</translation>
        </message>
    </context>
    <context>
        <name>PeopleHeader</name>
        <message>
            <source>By name</source>
            <translation>이름순</translation>
        </message>
        <message>
            <source>Find a name</source>
            <translation>이름 찾기</translation>
        </message>
        <message>
            <source>Last seen first</source>
            <translation>최근에 찍힌 순</translation>
        </message>
        <message>
            <source>Most photos first</source>
            <translation>사진이 많은 순</translation>
        </message>
        <message>
            <source>Order: {order}</source>
            <translation>정렬: {order}</translation>
        </message>
        <message>
            <source>Size of the faces</source>
            <translation>얼굴 크기</translation>
        </message>
    </context>
    <context>
        <name>PeopleModel</name>
        <message>
            <source>Add name</source>
            <translation>이름 추가</translation>
        </message>
        <message>
            <source>Hidden</source>
            <translation>숨긴 사람</translation>
        </message>
        <message>
            <source>Nameless</source>
            <translation>이름 없음</translation>
        </message>
        <message>
            <source>Seldom seen</source>
            <translation>드물게 나온 사람</translation>
        </message>
        <message>
            <source>Who is this?</source>
            <translation>누구인가요?</translation>
        </message>
    </context>
    <context>
        <name>PeopleNaming</name>
        <message>
            <source>Name</source>
            <translation>이름</translation>
        </message>
    </context>
    <context>
        <name>PeoplePage</name>
        <message>
            <source>Bring back</source>
            <translation>다시 표시</translation>
        </message>
        <message>
            <source>Familiar found nobody in your photos so far.</source>
            <translation>아직 사진에서 찾은 사람이 없습니다.</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>숨기기</translation>
        </message>
        <message>
            <source>Hide everybody seldom seen</source>
            <translation>드물게 나온 사람 모두 숨기기</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>합치기</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>이름</translation>
        </message>
        <message>
            <source>Name…</source>
            <translation>이름…</translation>
        </message>
        <message>
            <source>Nobody’s name begins like that.</source>
            <translation>그렇게 시작하는 이름이 없습니다.</translation>
        </message>
        <message>
            <source>People</source>
            <translation>사람</translation>
        </message>
        <message>
            <source>People appear here as Familiar finds them.</source>
            <translation>사람을 찾는 대로 여기에 나타납니다.</translation>
        </message>
        <message>
            <source>Show hidden people</source>
            <translation>숨긴 사람 보기</translation>
        </message>
        <message>
            <source>Show people seldom seen</source>
            <translation>드물게 나온 사람 보기</translation>
        </message>
        <message>
            <source>There are no photos in your folders. Add another folder (Ctrl+O), or put photos into these.</source>
            <translation>폴더에 사진이 없습니다. 다른 폴더를 추가하거나(Ctrl+O) 이 폴더에 사진을 넣으세요.</translation>
        </message>
    </context>
    <context>
        <name>PersonEdits</name>
        <message>
            <source>Merge into whom?</source>
            <translation>누구와 합칠까요?</translation>
        </message>
        <message>
            <source>Merge into {name}</source>
            <translation>{name}(으)로 합치기</translation>
        </message>
        <message>
            <source>Move to {name}</source>
            <translation>옮기기: {name}</translation>
        </message>
        <message>
            <source>Who is it?</source>
            <translation>누구인가요?</translation>
        </message>
    </context>
    <context>
        <name>PersonHeader</name>
        <message numerus="yes">
            <source>%Ln guess(es)</source>
            <translation>
                <numerusform>추측 %Ln개</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>? marks %Ln guess(es) of Familiar’s</source>
            <translation>
                <numerusform>?는 Familiar의 추측입니다 (%Ln개)</numerusform>
            </translation>
        </message>
        <message>
            <source>Add name</source>
            <translation>이름 추가</translation>
        </message>
        <message>
            <source>All of these are {name}</source>
            <translation>모두 확인: {name}</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>뒤로</translation>
        </message>
        <message>
            <source>Confirms every face on this page (Ctrl+Shift+Return)</source>
            <translation>이 페이지의 모든 얼굴을 확인합니다 (Ctrl+Shift+Return)</translation>
        </message>
        <message>
            <source>More</source>
            <translation>더 보기</translation>
        </message>
        <message>
            <source>{facts}, born {day}</source>
            <translation>{facts}, 생일 {day}</translation>
        </message>
        <message>
            <source>{facts}, with {names}</source>
            <translation>{facts}, 함께: {names}</translation>
        </message>
    </context>
    <context>
        <name>PersonPage</name>
        <message>
            <source>All photos</source>
            <translation>모든 사진</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>뒤로</translation>
        </message>
        <message>
            <source>Birthday…</source>
            <translation>생일…</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>확인</translation>
        </message>
        <message>
            <source>Confirm all</source>
            <translation>모두 확인</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>숨기기</translation>
        </message>
        <message>
            <source>Merge into…</source>
            <translation>다른 사람과 합치기…</translation>
        </message>
        <message>
            <source>Move to…</source>
            <translation>옮기기…</translation>
        </message>
        <message>
            <source>Name…</source>
            <translation>이름…</translation>
        </message>
        <message>
            <source>Not a face</source>
            <translation>얼굴이 아님</translation>
        </message>
        <message>
            <source>Not this person</source>
            <translation>이 사람 아님</translation>
        </message>
        <message>
            <source>Not {name}</source>
            <translation>{name} 아님</translation>
        </message>
        <message>
            <source>Photos with…</source>
            <translation>함께 나온 사진…</translation>
        </message>
        <message>
            <source>Split…</source>
            <translation>나누기…</translation>
        </message>
        <message>
            <source>This is {name}</source>
            <translation>맞음: {name}</translation>
        </message>
        <message>
            <source>Use as cover</source>
            <translation>대표 사진으로 쓰기</translation>
        </message>
        <message>
            <source>Who is this?</source>
            <translation>누구인가요?</translation>
        </message>
        <message>
            <source>With {name} ({count})</source>
            <translation>함께: {name} ({count})</translation>
        </message>
    </context>
    <context>
        <name>PhotoCanvas</name>
        <message>
            <source>Add this face to {name}</source>
            <translation>이 얼굴 추가: {name}</translation>
        </message>
        <message>
            <source>Who is this?</source>
            <translation>누구인가요?</translation>
        </message>
        <message>
            <source>Yes, this is {name}</source>
            <translation>네, {name}입니다</translation>
        </message>
    </context>
    <context>
        <name>PhotoEdits</name>
        <message>
            <source>Add {name}</source>
            <translation>추가: {name}</translation>
        </message>
        <message>
            <source>Who else is here?</source>
            <translation>또 누가 있나요?</translation>
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message>
            <source>Photos</source>
            <translation>사진</translation>
        </message>
    </context>
    <context>
        <name>PhotoInfo</name>
        <message>
            <source>Add name</source>
            <translation>이름 추가</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>되돌리기</translation>
        </message>
        <message>
            <source>Familiar believes that this is {name}.</source>
            <translation>Familiar의 추측입니다: {name}.</translation>
        </message>
        <message>
            <source>For somebody whose face cannot be seen</source>
            <translation>얼굴이 보이지 않는 사람을 위해</translation>
        </message>
        <message>
            <source>In this photo</source>
            <translation>이 사진 속 사람</translation>
        </message>
        <message>
            <source>In this video</source>
            <translation>이 동영상에</translation>
        </message>
        <message>
            <source>No faces were found in this photo.</source>
            <translation>이 사진에서는 얼굴을 찾지 못했습니다.</translation>
        </message>
        <message>
            <source>No faces were found in this video.</source>
            <translation>이 동영상에서 얼굴을 찾지 못했습니다.</translation>
        </message>
        <message>
            <source>Open with another program</source>
            <translation>다른 프로그램으로 열기</translation>
        </message>
        <message>
            <source>Removed faces</source>
            <translation>제거한 얼굴</translation>
        </message>
        <message>
            <source>Show in file manager</source>
            <translation>파일 관리자에서 보기</translation>
        </message>
        <message>
            <source>Somebody else is here…</source>
            <translation>다른 사람도 있음…</translation>
        </message>
        <message>
            <source>Take {name} out of this photo</source>
            <translation>이 사진에서 빼기: {name}</translation>
        </message>
        <message>
            <source>The photo itself does not say when it was taken; the date is from the file's name.</source>
            <translation>사진에 찍은 날이 적혀 있지 않아 파일 이름의 날짜를 보여 줍니다.</translation>
        </message>
        <message>
            <source>The photo itself does not say when it was taken; the date is that of the file, and the photo may be older.</source>
            <translation>사진에 찍은 날이 적혀 있지 않아 파일의 날짜를 보여 줍니다. 사진은 더 오래되었을 수 있습니다.</translation>
        </message>
        <message>
            <source>The same photo is also here:</source>
            <translation>같은 사진이 여기에도 있습니다:</translation>
        </message>
        <message>
            <source>The same video is also here:</source>
            <translation>같은 동영상이 여기에도 있습니다:</translation>
        </message>
        <message>
            <source>The video itself does not say when it was taken; the date is from the file's name.</source>
            <translation>동영상에 찍은 날이 적혀 있지 않아 파일 이름의 날짜를 보여 줍니다.</translation>
        </message>
        <message>
            <source>The video itself does not say when it was taken; the date is that of the file, and the video may be older.</source>
            <translation>동영상에 찍은 날이 적혀 있지 않아 파일의 날짜를 보여 줍니다. 동영상은 더 오래되었을 수 있습니다.</translation>
        </message>
        <message>
            <source>{name} (no face seen)</source>
            <translation>{name} (얼굴 안 보임)</translation>
        </message>
        <message>
            <source>{width} by {height} pixels</source>
            <translation>{width} × {height} 픽셀</translation>
        </message>
    </context>
    <context>
        <name>PhotoSearchBar</name>
        <message>
            <source>All folders</source>
            <translation>모든 폴더</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>모든 시기</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>모두 지우기</translation>
        </message>
        <message>
            <source>Do you mean {name}?</source>
            <translation>{name}을(를) 찾으시나요?</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>폴더</translation>
        </message>
        <message>
            <source>Look no longer for: {name}</source>
            <translation>조건 빼기: {name}</translation>
        </message>
        <message>
            <source>Names, then Enter: “Anna and Ben without Mia”</source>
            <translation>이름을 쓰고 Enter: “안나와 민준, 지아 빼고”</translation>
        </message>
        <message>
            <source>Nobody else</source>
            <translation>다른 사람 없이</translation>
        </message>
        <message>
            <source>Nobody is called {names}.</source>
            <translation>{names}(이)라는 이름은 없습니다.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>시기</translation>
        </message>
        <message>
            <source>Who is in the photo?</source>
            <translation>사진에 누가 있나요?</translation>
        </message>
        <message>
            <source>without {name}</source>
            <translation>{name} 제외</translation>
        </message>
    </context>
    <context>
        <name>PhotoView</name>
        <message>
            <source>About this photo</source>
            <translation>사진 정보</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>뒤로</translation>
        </message>
        <message>
            <source>Closer</source>
            <translation>확대</translation>
        </message>
        <message>
            <source>Faces are marked by hand in photos only, not in videos</source>
            <translation>얼굴을 손으로 표시하는 것은 사진에서만 됩니다. 동영상에서는 안 됩니다.</translation>
        </message>
        <message>
            <source>Further</source>
            <translation>축소</translation>
        </message>
        <message>
            <source>Keep the names shown (B)</source>
            <translation>이름 계속 표시 (B)</translation>
        </message>
        <message>
            <source>Mark a face by hand</source>
            <translation>얼굴 직접 표시</translation>
        </message>
        <message>
            <source>Next photo</source>
            <translation>다음 사진</translation>
        </message>
        <message>
            <source>No program plays this video.</source>
            <translation>이 동영상을 재생할 프로그램을 찾지 못했습니다.</translation>
        </message>
        <message>
            <source>No program was found that opens this photo.</source>
            <translation>이 사진을 열 수 있는 프로그램을 찾지 못했습니다.</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>사진</translation>
        </message>
        <message>
            <source>Previous photo</source>
            <translation>이전 사진</translation>
        </message>
        <message>
            <source>The file manager could not be opened.</source>
            <translation>파일 관리자를 열 수 없습니다.</translation>
        </message>
        <message>
            <source>The whole photo</source>
            <translation>사진 전체 보기</translation>
        </message>
        <message>
            <source>This photo is no longer in one of your folders.</source>
            <translation>이 사진은 더 이상 추가한 폴더에 없습니다.</translation>
        </message>
        <message>
            <source>{number} of {all}</source>
            <translation>{number} / {all}</translation>
        </message>
    </context>
    <context>
        <name>PhotosModel</name>
        <message>
            <source>MMMM yyyy</source>
            <comment>a month as a heading, in the letters of QLocale</comment>
            <translation>yyyy년 M월</translation>
        </message>
        <message>
            <source>Without a date</source>
            <translation>날짜 없음</translation>
        </message>
        <message numerus="yes">
            <source>one of a burst of %Ln</source>
            <translation>
                <numerusform>연사 %Ln장 중 하나</numerusform>
            </translation>
        </message>
        <message>
            <source>video, {length}</source>
            <translation>동영상, {length}</translation>
        </message>
    </context>
    <context>
        <name>PhotosPage</name>
        <message numerus="yes">
            <source>%Ln could not be copied. Is there room, and is every disk connected?</source>
            <translation>
                <numerusform>%Ln장은 복사하지 못했습니다. 공간이 충분한지, 디스크가 모두 연결되어 있는지 확인해 주세요.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a folder for the copies</source>
            <translation>복사할 폴더를 고르세요</translation>
        </message>
        <message numerus="yes">
            <source>Copied %Ln photo(s).</source>
            <translation>
                <numerusform>사진 %Ln장을 복사했습니다.</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy these photos to a folder…</source>
            <translation>이 사진들을 폴더로 복사…</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>내보내기</translation>
        </message>
        <message>
            <source>Of photos that look nearly the same and were taken within seconds, only one is shown.</source>
            <translation>몇 초 사이에 찍은 거의 같은 사진은 한 장만 보여 줍니다.</translation>
        </message>
        <message>
            <source>One photo of each burst</source>
            <translation>연사 사진은 한 장만</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>사진</translation>
        </message>
        <message>
            <source>Save a list of these photos</source>
            <translation>이 사진들의 목록 저장</translation>
        </message>
        <message>
            <source>Save a list of these photos…</source>
            <translation>이 사진들의 목록 저장…</translation>
        </message>
        <message>
            <source>Size of the photos</source>
            <translation>사진 크기</translation>
        </message>
        <message>
            <source>The list could not be written there. Choose another folder.</source>
            <translation>그곳에 목록을 저장하지 못했습니다. 다른 폴더를 골라 주세요.</translation>
        </message>
        <message>
            <source>The list is in {file}.</source>
            <translation>목록을 {file}에 저장했습니다.</translation>
        </message>
        <message>
            <source>There are no bursts: no photos that look nearly the same were taken within seconds of each other.</source>
            <translation>연속 촬영한 사진이 없습니다. 몇 초 사이에 찍은 거의 같은 사진을 찾지 못했습니다.</translation>
        </message>
        <message>
            <source>There is no such photo. Look for fewer names, or at another time or folder.</source>
            <translation>그런 사진이 없습니다. 이름을 줄이거나 다른 시기나 폴더에서 찾아 보세요.</translation>
        </message>
        <message>
            <source>Your photos appear here as soon as Familiar has looked at them.</source>
            <translation>Familiar가 살펴본 사진부터 여기에 나타납니다.</translation>
        </message>
    </context>
    <context>
        <name>PrivacyCard</name>
        <message>
            <source>A person</source>
            <translation>사람</translation>
        </message>
        <message>
            <source>Choose a person</source>
            <translation>사람 고르기</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>삭제</translation>
        </message>
        <message>
            <source>Delete all names and faces? This cannot be undone.</source>
            <translation>모든 이름과 얼굴을 삭제할까요? 되돌릴 수 없습니다.</translation>
        </message>
        <message>
            <source>Delete everything Familiar knows…</source>
            <translation>Familiar가 아는 것 모두 삭제…</translation>
        </message>
        <message>
            <source>Delete this person…</source>
            <translation>이 사람 삭제…</translation>
        </message>
        <message>
            <source>Delete {name}, with all faces and steps that can be undone? This cannot be undone.</source>
            <translation>{name}의 모든 얼굴과 실행 취소 기록을 삭제할까요? 되돌릴 수 없습니다.</translation>
        </message>
        <message>
            <source>Deleted {name}.</source>
            <translation>{name}의 정보를 삭제했습니다.</translation>
        </message>
        <message>
            <source>Deleting removes all of this for good: names, faces, small pictures, the steps that can be undone, and the copies that Familiar made of the library. Your photos stay as they are, and so do backups that you saved elsewhere.</source>
            <translation>삭제하면 이름, 얼굴, 작은 사진, 실행 취소 기록, Familiar가 만든 라이브러리 복사본이 모두 영구히 지워집니다. 사진과 다른 곳에 저장한 백업은 그대로 남습니다.</translation>
        </message>
        <message>
            <source>Everything stays on this computer. Familiar sends nothing anywhere.</source>
            <translation>모든 것이 이 컴퓨터에만 남습니다. Familiar는 아무것도 보내지 않습니다.</translation>
        </message>
        <message>
            <source>In the library's folder lie the names, where each face is, a row of numbers that describes it, and small pictures of the faces. It is readable by you alone, but not encrypted.</source>
            <translation>라이브러리 폴더에는 이름, 각 얼굴의 위치, 얼굴을 나타내는 숫자들, 작은 얼굴 사진이 있습니다. 본인만 읽을 수 있지만 암호화되어 있지는 않습니다.</translation>
        </message>
        <message>
            <source>Keep everything</source>
            <translation>그대로 두기</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>개인정보</translation>
        </message>
    </context>
    <context>
        <name>ProblemReport</name>
        <message>
            <source>Close</source>
            <translation>닫기</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>복사</translation>
        </message>
        <message>
            <source>It could not be saved there. Choose another place.</source>
            <translation>그곳에는 저장할 수 없습니다. 다른 곳을 고르세요.</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>보고서</translation>
        </message>
        <message>
            <source>Report a problem</source>
            <translation>문제 알리기</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>보고서 저장</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>저장…</translation>
        </message>
        <message>
            <source>This is the whole report: what sort of computer this is, and where in the program something went wrong. It holds no names, no pictures and no file names. Familiar does not send it: copy or save it, and give it to whoever helps you.</source>
            <translation>이것이 보고서의 전부입니다: 어떤 컴퓨터인지, 프로그램의 어디에서 문제가 생겼는지. 이름, 사진, 파일 이름은 들어 있지 않습니다. Familiar는 보고서를 보내지 않습니다. 복사하거나 저장해서 도와줄 사람에게 전하세요.</translation>
        </message>
    </context>
    <context>
        <name>Reason</name>
        <message>
            <source>A drive or the network does not answer, so Familiar has stopped looking. Check it, then start Familiar anew.</source>
            <translation>드라이브나 네트워크가 응답하지 않아 Familiar가 살펴보기를 멈췄습니다. 연결을 확인한 다음 Familiar를 다시 시작하세요.</translation>
        </message>
        <message>
            <source>A name needs at least one letter.</source>
            <translation>이름을 한 글자 이상 입력하세요.</translation>
        </message>
        <message>
            <source>A part of Familiar is missing or damaged. Install Familiar again.</source>
            <translation>Familiar의 일부가 없거나 손상되었습니다. Familiar를 다시 설치하세요.</translation>
        </message>
        <message>
            <source>A part of the program that finds faces has been altered or damaged; install it again with: pip install --force-reinstall {package}</source>
            <translation>얼굴을 찾는 데 필요한 구성 요소가 바뀌었거나 손상되었습니다. 다음 명령으로 다시 설치하세요: pip install --force-reinstall {package}</translation>
        </message>
        <message>
            <source>A part of the program that finds faces is missing; install it again with: pip install --force-reinstall {package}</source>
            <translation>얼굴을 찾는 데 필요한 구성 요소가 없습니다. 다음 명령으로 다시 설치하세요: pip install --force-reinstall {package}</translation>
        </message>
        <message>
            <source>A single face cannot be split.</source>
            <translation>얼굴이 하나뿐이라 나눌 수 없습니다.</translation>
        </message>
        <message>
            <source>Another copy of Familiar (process {number}) is looking through this library just now. Wait until it is done.</source>
            <translation>다른 Familiar(프로세스 {number})가 지금 이 라이브러리를 살펴보고 있습니다. 끝날 때까지 기다려 주세요.</translation>
        </message>
        <message>
            <source>Another program is using the library just now. Try again in a moment.</source>
            <translation>지금 다른 프로그램이 라이브러리를 쓰고 있습니다. 잠시 후 다시 시도하세요.</translation>
        </message>
        <message>
            <source>Choose at least two people to merge.</source>
            <translation>합칠 사람을 두 명 이상 선택하세요.</translation>
        </message>
        <message>
            <source>Choose somebody first.</source>
            <translation>먼저 사람을 선택하세요.</translation>
        </message>
        <message>
            <source>Choose the faces to take out.</source>
            <translation>뺄 얼굴을 선택하세요.</translation>
        </message>
        <message>
            <source>Choose two different people or faces.</source>
            <translation>서로 다른 두 사람이나 얼굴을 고르세요.</translation>
        </message>
        <message>
            <source>Draw the box a little larger.</source>
            <translation>상자를 조금 더 크게 그려 주세요.</translation>
        </message>
        <message>
            <source>Familiar may not write in the folder of its library. Check the folder's permissions, or choose another.</source>
            <translation>라이브러리 폴더에 쓸 권한이 없습니다. 폴더의 권한을 확인하거나 다른 폴더를 선택하세요.</translation>
        </message>
        <message>
            <source>Familiar stopped unexpectedly each time it read this photo, so it is left out.</source>
            <translation>이 사진을 읽을 때마다 Familiar가 멈추어 제외했습니다.</translation>
        </message>
        <message>
            <source>Familiar's helper stopped again and again. Start Familiar anew; if it stays so, please report it.</source>
            <translation>얼굴을 찾는 작업이 자꾸 멈춥니다. Familiar를 다시 시작하세요. 계속되면 알려 주세요.</translation>
        </message>
        <message>
            <source>Nobody said yet which faces are theirs.</source>
            <translation>누구의 얼굴인지 아직 정해지지 않았습니다.</translation>
        </message>
        <message>
            <source>Nothing to change: it is so already.</source>
            <translation>바꿀 것이 없습니다. 이미 그렇게 되어 있습니다.</translation>
        </message>
        <message>
            <source>Some files of the library could not be deleted. Close other programs that use them, and try again.</source>
            <translation>라이브러리의 일부 파일을 삭제하지 못했습니다. 그 파일을 쓰는 다른 프로그램을 닫고 다시 시도해 주세요.</translation>
        </message>
        <message>
            <source>Stopped. What has arrived is kept; install the pack again to go on from there.</source>
            <translation>멈췄습니다. 받은 부분은 보관됩니다. 다시 설치하면 이어서 받습니다.</translation>
        </message>
        <message>
            <source>The backup could not be written there. Look whether there is room, and whether the disk is connected.</source>
            <translation>그곳에 백업을 저장하지 못했습니다. 공간이 충분한지, 디스크가 연결되어 있는지 확인해 주세요.</translation>
        </message>
        <message>
            <source>The connection to {place} broke off. What has arrived is kept; install the pack again to go on from there.</source>
            <translation>{place}와(과)의 연결이 끊어졌습니다. 받은 부분은 보관됩니다. 다시 설치하면 이어서 받습니다.</translation>
        </message>
        <message>
            <source>The disk did not take the last change. Check the disk, and look whether the change is still there.</source>
            <translation>디스크가 마지막 변경을 저장하지 못했습니다. 디스크를 확인하고, 변경이 남아 있는지 살펴보세요.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space; Familiar then goes on where it stopped.</source>
            <translation>디스크가 가득 찼습니다. 공간을 비우면 멈춘 곳에서 계속합니다.</translation>
        </message>
        <message>
            <source>The disk is full: the pack “{name}” needs {size} MB in {place}. Nothing was kept; free some space and install it again.</source>
            <translation>디스크가 가득 찼습니다. 팩 “{name}”에는 {place}에 {size} MB가 필요합니다. 남겨 둔 것은 없습니다. 공간을 비우고 다시 설치하세요.</translation>
        </message>
        <message>
            <source>The disk on which the library lies does not answer. Check it, then start Familiar anew.</source>
            <translation>라이브러리가 있는 디스크가 응답하지 않습니다. 연결을 확인한 다음 Familiar를 다시 시작하세요.</translation>
        </message>
        <message>
            <source>The face network {network} cannot be loaded; it may be damaged.</source>
            <translation>얼굴 인식 파일({network})을 불러올 수 없습니다. 손상되었을 수 있습니다.</translation>
        </message>
        <message>
            <source>The face networks cannot be stored in {place}: {reason}.</source>
            <translation>얼굴 인식 파일을 저장할 수 없습니다. 위치: {place}, 이유: {reason}.</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>파일을 읽을 수 없습니다.</translation>
        </message>
        <message>
            <source>The file could not be read: its drive or the network did not answer.</source>
            <translation>파일을 읽지 못했습니다. 드라이브나 네트워크가 응답하지 않았습니다.</translation>
        </message>
        <message>
            <source>The file is damaged and cannot be opened.</source>
            <translation>파일이 손상되어 열 수 없습니다.</translation>
        </message>
        <message>
            <source>The file is damaged: it ends too early.</source>
            <translation>파일이 손상되었습니다. 끝부분이 없습니다.</translation>
        </message>
        <message>
            <source>The file is empty.</source>
            <translation>빈 파일입니다.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>파일이 더 이상 그 자리에 없습니다.</translation>
        </message>
        <message>
            <source>The file is not a picture, or of a kind that cannot be opened here.</source>
            <translation>사진이 아니거나 여기서 열 수 없는 형식의 파일입니다.</translation>
        </message>
        <message>
            <source>The file lies in the cloud, not on this computer. Download it first.</source>
            <translation>파일이 이 컴퓨터가 아니라 클라우드에 있습니다. 먼저 내려받으세요.</translation>
        </message>
        <message>
            <source>The file of the face recognition network is not in the expected format.</source>
            <translation>얼굴 인식에 쓰는 파일의 형식이 올바르지 않습니다.</translation>
        </message>
        <message>
            <source>The file {name} of this pack is not in {place}.</source>
            <translation>이 팩의 파일 {name}이(가) {place}에 없습니다.</translation>
        </message>
        <message>
            <source>The folder could not be read: its drive or the network did not answer.</source>
            <translation>폴더를 읽지 못했습니다. 드라이브나 네트워크가 응답하지 않았습니다.</translation>
        </message>
        <message>
            <source>The folder is not there, or its drive is not connected.</source>
            <translation>폴더가 없거나 드라이브가 연결되어 있지 않습니다.</translation>
        </message>
        <message>
            <source>The library cannot live on a network drive or in a folder that a cloud program copies: it would be damaged there. Choose a place on this computer's own disk.</source>
            <translation>라이브러리는 네트워크 드라이브나 클라우드 프로그램이 복사하는 폴더에 둘 수 없습니다. 그런 곳에서는 손상될 수 있습니다. 이 컴퓨터의 디스크에서 위치를 선택하세요.</translation>
        </message>
        <message>
            <source>The library could not be moved there: there is no room, or the folder cannot be written. It stays where it is.</source>
            <translation>라이브러리를 그곳으로 옮기지 못했습니다. 공간이 없거나 폴더에 쓸 수 없습니다. 지금 자리에 그대로 있습니다.</translation>
        </message>
        <message>
            <source>The library file is damaged. Bring back a backup from the folder of the library.</source>
            <translation>라이브러리 파일이 손상되었습니다. 라이브러리 폴더에 있는 백업을 되살리세요.</translation>
        </message>
        <message>
            <source>The library lies in {place}, which cannot be reached now. Connect its disk, and start Familiar again.</source>
            <translation>라이브러리가 있는 {place}에 지금은 닿을 수 없습니다. 디스크를 연결하고 Familiar를 다시 시작하세요.</translation>
        </message>
        <message>
            <source>The library needs a folder, and there is a file of that name.</source>
            <translation>라이브러리 폴더가 필요하지만 같은 이름의 파일이 있습니다.</translation>
        </message>
        <message>
            <source>The list could not be written there: the folder cannot be written, or is full.</source>
            <translation>그곳에 목록을 저장하지 못했습니다. 폴더에 쓸 수 없거나 공간이 없습니다.</translation>
        </message>
        <message>
            <source>The name, with all its folders, is too long for this computer.</source>
            <translation>폴더를 포함한 이름이 너무 길어 이 컴퓨터에서 열 수 없습니다.</translation>
        </message>
        <message>
            <source>The names could not be written beside the photo: its folder cannot be written, or is full.</source>
            <translation>사진 옆에 이름을 저장하지 못했습니다. 폴더에 쓸 수 없거나 공간이 없습니다.</translation>
        </message>
        <message>
            <source>The names could not be written into the photo: its folder cannot be written, or is full.</source>
            <translation>사진 안에 이름을 저장하지 못했습니다. 폴더에 쓸 수 없거나 공간이 없습니다.</translation>
        </message>
        <message>
            <source>The new file did not prove to be the same photo, so the old one was kept.</source>
            <translation>새 파일이 같은 사진인지 확인되지 않아 원래 파일을 그대로 두었습니다.</translation>
        </message>
        <message>
            <source>The new place is not empty. Choose an empty folder.</source>
            <translation>새 자리가 비어 있지 않습니다. 빈 폴더를 고르세요.</translation>
        </message>
        <message>
            <source>The notes beside this photo belong to one of another shape, so they are left alone.</source>
            <translation>이 사진 옆의 기록은 모양이 다른 사진의 것이라 그대로 두었습니다.</translation>
        </message>
        <message>
            <source>The pack cannot be stored in {place}: {reason}.</source>
            <translation>{place}에 팩을 저장할 수 없습니다: {reason}.</translation>
        </message>
        <message>
            <source>The pack “{name}” is being installed already.</source>
            <translation>팩 “{name}”은(는) 이미 설치하는 중입니다.</translation>
        </message>
        <message>
            <source>The part for videos cannot be unpacked: there is no room, or the folder cannot be written.</source>
            <translation>동영상 부분을 풀 수 없습니다. 공간이 없거나 폴더에 쓸 수 없습니다.</translation>
        </message>
        <message>
            <source>The photo's name is so long that no file can lie beside it. Give it a shorter one.</source>
            <translation>사진 이름이 너무 길어 옆에 파일을 둘 수 없습니다. 이름을 줄여 주세요.</translation>
        </message>
        <message>
            <source>The photographs for the sample album are not installed.</source>
            <translation>예제 앨범에 쓸 사진이 설치되어 있지 않습니다.</translation>
        </message>
        <message>
            <source>The picture is too large to be opened safely.</source>
            <translation>사진이 너무 커서 안전하게 열 수 없습니다.</translation>
        </message>
        <message>
            <source>The sample album could not be written into this folder.</source>
            <translation>이 폴더에 예제 앨범을 만들 수 없습니다.</translation>
        </message>
        <message>
            <source>The server {place} does not give this file (answer {number}). Try later, or fetch it by hand and install the pack from there.</source>
            <translation>{place}에서 이 파일을 내주지 않습니다(응답 {number}). 나중에 다시 시도하거나, 직접 받아서 그 파일로 설치하세요.</translation>
        </message>
        <message>
            <source>There are no new names to take over.</source>
            <translation>새로 가져올 이름이 없습니다.</translation>
        </message>
        <message>
            <source>There are not two faces to take apart.</source>
            <translation>나눌 얼굴이 두 개 이상 없습니다.</translation>
        </message>
        <message>
            <source>There is a face in this place already. Click on its name to change it.</source>
            <translation>이 자리에는 이미 얼굴이 있습니다. 바꾸려면 이름을 누르세요.</translation>
        </message>
        <message>
            <source>There is already somebody called {name}. Merge the two if they are the same person.</source>
            <translation>{name}: 이미 같은 이름을 가진 사람이 있습니다. 같은 사람이라면 둘을 합치세요.</translation>
        </message>
        <message>
            <source>There is no face with the id f{number}.</source>
            <translation>f{number} 얼굴이 없습니다.</translation>
        </message>
        <message>
            <source>There is no group with the id {key}. Groups change as photos come in; look again.</source>
            <translation>{key} 묶음이 없습니다. 묶음은 사진이 들어오면서 바뀝니다. 다시 확인해 주세요.</translation>
        </message>
        <message>
            <source>There is nobody with the id {key}.</source>
            <translation>{key} 번호를 가진 사람이 없습니다.</translation>
        </message>
        <message>
            <source>There is nothing to redo.</source>
            <translation>다시 실행할 작업이 없습니다.</translation>
        </message>
        <message>
            <source>There is nothing to split: you said that all these faces are the same person.</source>
            <translation>나눌 것이 없습니다. 이 얼굴들이 모두 같은 사람이라고 이미 알려 주셨습니다.</translation>
        </message>
        <message>
            <source>There is nothing to undo.</source>
            <translation>되돌릴 작업이 없습니다.</translation>
        </message>
        <message>
            <source>There was not enough free memory to open the picture.</source>
            <translation>메모리가 부족해 사진을 열지 못했습니다.</translation>
        </message>
        <message>
            <source>This day is still to come.</source>
            <translation>아직 오지 않은 날입니다.</translation>
        </message>
        <message>
            <source>This file is not a backup of Familiar, or it is damaged. Choose another.</source>
            <translation>Familiar의 백업이 아니거나 손상된 파일입니다. 다른 파일을 골라 주세요.</translation>
        </message>
        <message>
            <source>This folder is already in the library.</source>
            <translation>이미 추가한 폴더입니다.</translation>
        </message>
        <message>
            <source>This folder is no longer in the library.</source>
            <translation>이미 뺀 폴더입니다.</translation>
        </message>
        <message>
            <source>This is a link that leads back to itself.</source>
            <translation>자기 자신을 가리키는 바로 가기입니다.</translation>
        </message>
        <message>
            <source>This is a link to a place where nothing is.</source>
            <translation>없는 곳을 가리키는 바로 가기입니다.</translation>
        </message>
        <message>
            <source>This is a video, and the part of Familiar that opens videos is missing. How to bring it is said in the settings, under “Videos”.</source>
            <translation>동영상입니다. 동영상을 여는 부분이 설치되어 있지 않습니다. 설정의 “동영상”에서 가져오는 방법을 볼 수 있습니다.</translation>
        </message>
        <message>
            <source>This is not a day. Write it like 2003-12-24.</source>
            <translation>날짜가 아닙니다. 2003-12-24처럼 적어 주세요.</translation>
        </message>
        <message>
            <source>This is not a file, although it is named like a picture.</source>
            <translation>이름은 사진 같지만 파일이 아닙니다.</translation>
        </message>
        <message>
            <source>This is not the part for this version of Familiar. The right file is called {file}.</source>
            <translation>이 파일은 지금 쓰는 Familiar 버전의 것이 아닙니다. 맞는 파일의 이름은 {file}입니다.</translation>
        </message>
        <message>
            <source>This library was made by a newer version of Familiar. Update Familiar to open it; nothing was changed.</source>
            <translation>더 새로운 버전의 Familiar에서 만든 라이브러리입니다. Familiar를 업데이트한 뒤 여세요. 아무것도 바뀌지 않았습니다.</translation>
        </message>
        <message>
            <source>This photo is no longer in the library.</source>
            <translation>이 사진은 더 이상 라이브러리에 없습니다.</translation>
        </message>
        <message>
            <source>This photo may not be changed: it is read-only.</source>
            <translation>이 사진은 읽기 전용이라 바꿀 수 없습니다.</translation>
        </message>
        <message>
            <source>This photo was changed since Familiar looked at it. Let it be looked through again first.</source>
            <translation>Familiar가 살펴본 뒤에 이 사진이 바뀌었습니다. 먼저 다시 살펴보게 하세요.</translation>
        </message>
        <message>
            <source>This step can no longer be taken back: something it was about has changed since.</source>
            <translation>그 뒤로 내용이 바뀌어 이 작업은 되돌릴 수 없습니다.</translation>
        </message>
        <message>
            <source>This video has no pictures in it, or is of a kind that cannot be opened here.</source>
            <translation>이 동영상에는 화면이 없거나, 여기에서 열 수 없는 종류입니다.</translation>
        </message>
        <message>
            <source>What another program noted about this photo is damaged.</source>
            <translation>다른 프로그램이 이 사진에 대해 적어 둔 기록이 손상되었습니다.</translation>
        </message>
        <message>
            <source>What came as {name} is not the file that Familiar knows: it was damaged on the way, or somebody changed it. It was thrown away.</source>
            <translation>받은 {name}은(는) Familiar가 아는 파일이 아닙니다. 오는 길에 손상되었거나 누군가 바꿨습니다. 버렸습니다.</translation>
        </message>
        <message>
            <source>Where the library lies could not be noted in {place}: there is no room, or the folder cannot be written.</source>
            <translation>라이브러리의 위치를 {place}에 기록하지 못했습니다. 공간이 없거나 폴더에 쓸 수 없습니다.</translation>
        </message>
        <message>
            <source>You do not have permission to look into this folder.</source>
            <translation>이 폴더를 열 권한이 없습니다.</translation>
        </message>
        <message>
            <source>You do not have permission to read this file.</source>
            <translation>이 파일을 읽을 권한이 없습니다.</translation>
        </message>
        <message>
            <source>{place} could not be reached. Is this computer on the internet?</source>
            <translation>{place}에 연결할 수 없습니다. 이 컴퓨터가 인터넷에 연결되어 있나요?</translation>
        </message>
        <message>
            <source>{place} did not say which version is the newest.</source>
            <translation>{place}에서 최신 버전을 알려 주지 않았습니다.</translation>
        </message>
        <message>
            <source>“{key}” is not a person. A person's id looks like p3.</source>
            <translation>“{key}”: 사람의 번호가 아닙니다. 사람의 번호는 p3처럼 씁니다.</translation>
        </message>
        <message>
            <source>“{key}” is not somebody's id. Ids look like p3 (a person), g12 (a group) or f7 (a face).</source>
            <translation>“{key}”: 올바른 번호가 아닙니다. 번호는 p3(사람), g12(묶음), f7(얼굴)처럼 씁니다.</translation>
        </message>
    </context>
    <context>
        <name>ReviewEnd</name>
        <message numerus="yes">
            <source>%Ln face(s) have no name yet. You can name them on the People page.</source>
            <translation>
                <numerusform>아직 이름 없는 얼굴이 %Ln개 있습니다. 사람 페이지에서 이름을 붙일 수 있습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln face(s) have no name yet: groups are on the People page, single faces under Unnamed.</source>
            <translation>
                <numerusform>아직 이름 없는 얼굴이 %Ln개 있습니다. 여러 번 나온 사람은 사람 페이지에, 하나뿐인 얼굴은 이름 없음 페이지에 있습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of them wait(s) under People, “Seldom seen”.</source>
            <translation>
                <numerusform>그중 %Ln개는 ‘사람’의 ‘드물게 나온 사람’에 있습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) wait for a name: you said Later.</source>
            <translation>
                <numerusform>%Ln명이 이름을 기다리고 있습니다. ‘나중에’를 고르셨습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln single face(s) have no name yet. They are under Unnamed.</source>
            <translation>
                <numerusform>하나뿐인 얼굴 %Ln개에 아직 이름이 없습니다. 이름 없음 페이지에 있습니다.</numerusform>
            </translation>
        </message>
        <message>
            <source>Ask me now</source>
            <translation>지금 물어보기</translation>
        </message>
        <message>
            <source>Every face has a name.</source>
            <translation>모든 얼굴에 이름이 있습니다.</translation>
        </message>
        <message>
            <source>Go to People</source>
            <translation>사람으로 가기</translation>
        </message>
        <message>
            <source>Go to Unnamed</source>
            <translation>이름 없음으로 가기</translation>
        </message>
        <message>
            <source>Looking for questions…</source>
            <translation>질문을 찾는 중…</translation>
        </message>
        <message>
            <source>No more questions just now.</source>
            <translation>지금은 더 물어볼 것이 없습니다.</translation>
        </message>
        <message>
            <source>Nothing more to ask. Well done!</source>
            <translation>더 물어볼 것이 없습니다. 수고하셨습니다!</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Later</source>
            <translation>나중에</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>이름</translation>
        </message>
        <message>
            <source>Name…</source>
            <translation>이름…</translation>
        </message>
        <message>
            <source>No, two people</source>
            <translation>아니요, 다른 사람</translation>
        </message>
        <message>
            <source>Nobody I know</source>
            <translation>모르는 사람</translation>
        </message>
        <message>
            <source>Not sure</source>
            <translation>잘 모르겠음</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>검토</translation>
        </message>
        <message>
            <source>Show the photo</source>
            <translation>사진 보기</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>실행 취소</translation>
        </message>
        <message>
            <source>Yes, the same person</source>
            <translation>네, 같은 사람</translation>
        </message>
    </context>
    <context>
        <name>ReviewQuestion</name>
        <message>
            <source>Is this the same person?</source>
            <translation>같은 사람인가요?</translation>
        </message>
        <message>
            <source>Is this {name}?</source>
            <translation>이 사람이 맞나요? {name}</translation>
        </message>
        <message numerus="yes">
            <source>This answer settles %Ln face(s).</source>
            <translation>
                <numerusform>이 답으로 얼굴 %Ln개가 정해집니다.</numerusform>
            </translation>
        </message>
        <message>
            <source>Who is this?</source>
            <translation>누구인가요?</translation>
        </message>
    </context>
    <context>
        <name>ReviewShare</name>
        <message>
            <source>{percent} % of the faces have a name</source>
            <translation>얼굴의 {percent} %에 이름이 있습니다</translation>
        </message>
    </context>
    <context>
        <name>ReviewSide</name>
        <message>
            <source>No name yet</source>
            <translation>아직 이름 없음</translation>
        </message>
    </context>
    <context>
        <name>RunNotices</name>
        <message numerus="yes">
            <source>%Ln could not be read.</source>
            <translation>
                <numerusform>%Ln장은 읽지 못했습니다.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) are copies of these; copies count once.</source>
            <translation>
                <numerusform>파일 %Ln개는 같은 사진의 복사본이라 한 번만 셉니다.</numerusform>
            </translation>
        </message>
        <message>
            <source>Done: {photos} now, {all} in all.</source>
            <translation>끝났습니다: 이번에 {photos}, 모두 {all}장.</translation>
        </message>
        <message>
            <source>Done: {photos}, {faces}.</source>
            <translation>완료: {photos}, {faces}.</translation>
        </message>
        <message>
            <source>Looking for new photos…</source>
            <translation>새 사진을 찾고 있습니다…</translation>
        </message>
        <message>
            <source>There is nothing new: Familiar knows all photos in your folders.</source>
            <translation>새 사진이 없습니다. 폴더의 모든 사진을 이미 알고 있습니다.</translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln개 선택됨</numerusform>
            </translation>
        </message>
        <message>
            <source>Select nobody</source>
            <translation>선택 해제</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>설정</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Could not read</source>
            <translation>읽지 못함</translation>
        </message>
        <message>
            <source>Could not read  {count}</source>
            <translation>읽지 못함  {count}</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>폴더</translation>
        </message>
        <message>
            <source>People</source>
            <translation>사람</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>사진</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>검토</translation>
        </message>
        <message>
            <source>Review  {count}</source>
            <translation>검토  {count}</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>설정</translation>
        </message>
        <message>
            <source>Unnamed</source>
            <translation>이름 없음</translation>
        </message>
    </context>
    <context>
        <name>SplitView</name>
        <message>
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <source>Double-click a face, or press Enter on it, to put it on the other side.</source>
            <translation>얼굴을 두 번 누르거나 Enter를 누르면 다른 쪽으로 옮겨집니다.</translation>
        </message>
        <message>
            <source>One person</source>
            <translation>한 사람</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>나누기</translation>
        </message>
        <message>
            <source>Split in two</source>
            <translation>둘로 나누기</translation>
        </message>
        <message>
            <source>Split {name}</source>
            <translation>나누기: {name}</translation>
        </message>
        <message>
            <source>These become somebody else</source>
            <translation>다른 사람이 될 얼굴</translation>
        </message>
        <message>
            <source>These stay {name}</source>
            <translation>그대로: {name}</translation>
        </message>
    </context>
    <context>
        <name>Start</name>
        <message>
            <source>A new one can only begin in an empty folder.</source>
            <translation>새 라이브러리는 빈 폴더에서만 시작할 수 있습니다.</translation>
        </message>
        <message>
            <source>Begin a new library here</source>
            <translation>여기에서 새 라이브러리 시작</translation>
        </message>
        <message>
            <source>Choose again…</source>
            <translation>다시 선택…</translation>
        </message>
        <message>
            <source>Choose another place…</source>
            <translation>다른 위치 선택…</translation>
        </message>
        <message>
            <source>Choose the folder of the library, or an empty one for a new library</source>
            <translation>라이브러리 폴더 또는 새 라이브러리를 위한 빈 폴더 선택</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>끝내기</translation>
        </message>
        <message>
            <source>There is no library of Familiar in this folder.</source>
            <translation>이 폴더에는 Familiar 라이브러리가 없습니다.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>다시 시도</translation>
        </message>
    </context>
    <context>
        <name>StripModel</name>
        <message>
            <source>Photo {number}</source>
            <translation>사진 {number}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionCard</name>
        <message>
            <source>No, this is not {name} (N)</source>
            <translation>아닙니다: {name} (N)</translation>
        </message>
        <message>
            <source>Perhaps {name}</source>
            <translation>혹시 {name}</translation>
        </message>
        <message>
            <source>Yes, this is {name} (Y)</source>
            <translation>맞습니다: {name} (Y)</translation>
        </message>
        <message>
            <source>the same person</source>
            <translation>같은 사람</translation>
        </message>
    </context>
    <context>
        <name>SuggestionStrip</name>
        <message>
            <source>Is this {name} too?</source>
            <translation>같은 사람인가요? {name}</translation>
        </message>
        <message>
            <source>The same person?</source>
            <translation>같은 사람인가요?</translation>
        </message>
        <message>
            <source>Yes, all of these</source>
            <translation>네, 모두 맞습니다</translation>
        </message>
    </context>
    <context>
        <name>TaskBar</name>
        <message>
            <source>{percent} % – {title}</source>
            <translation>{percent} % – {title}</translation>
        </message>
    </context>
    <context>
        <name>TimeLine</name>
        <message>
            <source>Moments of the video</source>
            <translation>동영상의 순간들</translation>
        </message>
    </context>
    <context>
        <name>UnnamedPage</name>
        <message>
            <source>Name…</source>
            <translation>이름…</translation>
        </message>
        <message>
            <source>Nobody I know</source>
            <translation>모르는 사람</translation>
        </message>
        <message>
            <source>Nobody is left here: every face has a name, or is in a group on the People page.</source>
            <translation>남은 얼굴이 없습니다. 모든 얼굴에 이름이 있거나 사람 페이지의 묶음에 들어 있습니다.</translation>
        </message>
        <message>
            <source>Not a face</source>
            <translation>얼굴이 아님</translation>
        </message>
        <message>
            <source>Show the photo</source>
            <translation>사진 보기</translation>
        </message>
        <message>
            <source>Size of the faces</source>
            <translation>얼굴 크기</translation>
        </message>
        <message>
            <source>This is {name}</source>
            <translation>맞음: {name}</translation>
        </message>
        <message>
            <source>Unnamed</source>
            <translation>이름 없음</translation>
        </message>
        <message>
            <source>Who is it?</source>
            <translation>누구인가요?</translation>
        </message>
        <message>
            <source>the best {some} of {faces}</source>
            <translation>{faces} 가운데 가장 좋은 {some}개</translation>
        </message>
    </context>
    <context>
        <name>VideoCard</name>
        <message>
            <source>Choose the file…</source>
            <translation>파일 고르기…</translation>
        </message>
        <message>
            <source>Download the file {file} from the page where you found Familiar, then choose it here.</source>
            <translation>Familiar를 받은 페이지에서 {file} 파일을 내려받은 다음 여기에서 고르세요.</translation>
        </message>
        <message>
            <source>Familiar can look through videos now.</source>
            <translation>이제 Familiar가 동영상을 살펴볼 수 있습니다.</translation>
        </message>
        <message>
            <source>Familiar looks through your videos, too.</source>
            <translation>Familiar는 동영상도 살펴봅니다.</translation>
        </message>
        <message>
            <source>Open the page</source>
            <translation>페이지 열기</translation>
        </message>
        <message>
            <source>Remove the part</source>
            <translation>이 부분 제거</translation>
        </message>
        <message>
            <source>The part for videos</source>
            <translation>동영상 부분</translation>
        </message>
        <message>
            <source>To look through videos, Familiar needs an extra part of {size}.</source>
            <translation>동영상을 살펴보려면 {size}의 추가 부분이 필요합니다.</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>동영상</translation>
        </message>
    </context>
    <context>
        <name>VideoPanel</name>
        <message>
            <source>A second back</source>
            <translation>1초 뒤로</translation>
        </message>
        <message>
            <source>A second on</source>
            <translation>1초 앞으로</translation>
        </message>
        <message>
            <source>Play with another program</source>
            <translation>다른 프로그램에서 재생</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>Choose a folder</source>
            <translation>폴더 선택</translation>
        </message>
        <message>
            <source>Choose a folder with photos</source>
            <translation>사진이 있는 폴더 선택</translation>
        </message>
        <message>
            <source>Everything stays on this computer. Your photos are only read, never changed, unless you ask Familiar to write names into them.</source>
            <translation>모든 것이 이 컴퓨터에만 있습니다. 사진은 읽기만 하며, 이름을 사진에 써 넣으라고 하지 않는 한 절대 바꾸지 않습니다.</translation>
        </message>
        <message>
            <source>Find the people in your photos</source>
            <translation>사진 속 사람들을 찾아보세요</translation>
        </message>
        <message>
            <source>Show Familiar a folder of photographs. It gathers the faces, puts those of one person together, and asks you who they are.</source>
            <translation>사진이 있는 폴더를 알려 주세요. Familiar가 얼굴을 찾아 같은 사람끼리 모으고, 누구인지 물어봅니다.</translation>
        </message>
        <message>
            <source>Try with the sample album</source>
            <translation>예제 앨범으로 해 보기</translation>
        </message>
        <message>
            <source>Use my Pictures folder ({path})</source>
            <translation>내 사진 폴더 사용 ({path})</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>환영합니다</translation>
        </message>
        <message>
            <source>You can also drop a folder here.</source>
            <translation>폴더를 여기로 끌어다 놓아도 됩니다.</translation>
        </message>
    </context>
    <context>
        <name>WindowMenus</name>
        <message>
            <source>&amp;About Familiar</source>
            <translation>Familiar 정보(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Actions</source>
            <translation>작업(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Add a folder…</source>
            <translation>폴더 추가(&amp;A)…</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>편집(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>파일(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Find a name</source>
            <translation>이름 찾기(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>도움말(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>키(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Larger</source>
            <translation>크게(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Look for a newer version…</source>
            <translation>새 버전 찾기(&amp;L)…</translation>
        </message>
        <message>
            <source>&amp;Look for new photos</source>
            <translation>새 사진 찾기(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Names and other programs…</source>
            <translation>이름과 다른 프로그램(&amp;N)…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>끝내기(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>다시 실행(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Redo “{edit}”</source>
            <translation>다시 실행(&amp;R): {edit}</translation>
        </message>
        <message>
            <source>&amp;Report a problem…</source>
            <translation>문제 알리기(&amp;R)…</translation>
        </message>
        <message>
            <source>&amp;Smaller</source>
            <translation>작게(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>실행 취소(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Undo “{edit}”</source>
            <translation>실행 취소(&amp;U): {edit}</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>보기(&amp;V)</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>시스템 설정대로</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>어둡게</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>밝게</translation>
        </message>
        <message>
            <source>Nothing to do on this page</source>
            <translation>이 페이지에서 할 일이 없습니다</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>다시 실행</translation>
        </message>
        <message>
            <source>Select &amp;all</source>
            <translation>모두 선택(&amp;A)</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>실행 취소</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>{date} (date of the file)</source>
            <translation>{date} (파일의 날짜)</translation>
        </message>
        <message>
            <source>{date} (from the file’s name)</source>
            <translation>{date} (파일 이름의 날짜)</translation>
        </message>
    </context>
    <context>
        <name>_Faces</name>
        <message>
            <source>Show the photo (Space)</source>
            <translation>사진 보기 (스페이스)</translation>
        </message>
    </context>
</TS>
