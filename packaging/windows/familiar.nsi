; The Windows setup: for one user, without administrator rights. setup.py gives the names and paths.
;
; Silent: setup.exe /S (exit code 3 where Familiar is running). An upgrade replaces the old version only after the user
; has pressed Install. Removing keeps the library; silently it is removed with uninstall.exe /S /LIBRARY=delete.
Unicode true
ManifestDPIAware true
ManifestLongPathAware true
SetCompressor ${COMPRESSOR}
!include "MUI2.nsh"
!include "x64.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define PROGRAM "${NAME}.exe"
!define OWN_KEY "Software\${TITLE}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${TITLE}"
!define FOLDER_KEY "Software\Classes\Directory\shell\${TITLE}"
!define OPEN_WITH_KEY "Software\Classes\Applications\${PROGRAM}"
!define RUNNING 3

Name "${TITLE}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${TITLE}"
InstallDirRegKey HKCU "${OWN_KEY}" "InstallDir"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${FOUR_NUMBERS}"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${TITLE} setup"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${COPYRIGHT}"

Var OldFolder

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Korean"

LangString WELCOME ${LANG_ENGLISH} "This puts ${TITLE} ${VERSION} on this computer, for you alone.$\r$\n$\r$\nAn older version is replaced. Your names, your library and your photos stay as they are."
LangString WELCOME ${LANG_KOREAN} "${TITLE} ${VERSION}을(를) 이 사용자 계정에만 설치합니다.$\r$\n$\r$\n이전 버전은 바뀝니다. 이름과 라이브러리, 사진은 그대로 남습니다."
LangString IS_RUNNING ${LANG_ENGLISH} "${TITLE} is open. Close its window, then try again."
LangString IS_RUNNING ${LANG_KOREAN} "${TITLE}이(가) 열려 있습니다. 창을 닫고 다시 시도하세요."
LangString TOO_OLD ${LANG_ENGLISH} "${TITLE} needs 64-bit Windows 10 or newer."
LangString TOO_OLD ${LANG_KOREAN} "${TITLE}에는 64비트 Windows 10 이상이 필요합니다."
LangString NOT_EMPTY ${LANG_ENGLISH} "Choose an empty folder, or one that does not exist yet."
LangString NOT_EMPTY ${LANG_KOREAN} "비어 있거나 아직 없는 폴더를 고르세요."
LangString FOLDER_ACTION ${LANG_ENGLISH} "Find people in this folder"
LangString FOLDER_ACTION ${LANG_KOREAN} "이 폴더에서 사람 찾기"
LangString PART_PROGRAM ${LANG_ENGLISH} "${TITLE}"
LangString PART_PROGRAM ${LANG_KOREAN} "${TITLE}"
LangString PART_FOLDERS ${LANG_ENGLISH} "“Find people in this folder” in the menu of folders"
LangString PART_FOLDERS ${LANG_KOREAN} "폴더 메뉴에 “이 폴더에서 사람 찾기” 넣기"
LangString PART_LIBRARY ${LANG_ENGLISH} "Also delete the library: all names and faces (your photos stay)"
LangString PART_LIBRARY ${LANG_KOREAN} "라이브러리도 지우기: 모든 이름과 얼굴 (사진은 남습니다)"

; A program that runs cannot be written: that holds for the window and for its helper process.
!macro REFUSE_WHILE_RUNNING FOLDER
  ${If} ${FileExists} "${FOLDER}\${PROGRAM}"
    ${Do}
      ClearErrors
      FileOpen $0 "${FOLDER}\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      ${If} ${Silent}
        SetErrorLevel ${RUNNING}
        Abort
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_RUNNING)" IDCANCEL`
        SetErrorLevel ${RUNNING}
        Abort
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    Abort
  ${EndIf}
  ReadRegStr $OldFolder HKCU "${OWN_KEY}" "InstallDir"
  ${If} $OldFolder != ""
    !insertmacro REFUSE_WHILE_RUNNING "$OldFolder"
  ${EndIf}
FunctionEnd

; Only into a folder of its own: removing must never meet somebody else's files.
Function CheckFolder
  ${If} $INSTDIR != $OldFolder
  ${AndIf} ${FileExists} "$INSTDIR\*.*"
    ${DirState} "$INSTDIR" $0
    ${If} $0 == 1
      MessageBox MB_ICONEXCLAMATION "$(NOT_EMPTY)"
      Abort
    ${EndIf}
  ${EndIf}
FunctionEnd

!macro REMOVE_PROGRAM FOLDER
  RMDir /r "${FOLDER}\_internal"
  Delete "${FOLDER}\${PROGRAM}"
  Delete "${FOLDER}\${NAME}-core.exe"
  Delete "${FOLDER}\uninstall.exe"
  RMDir "${FOLDER}"
!macroend

Section "$(PART_PROGRAM)" SectionProgram
  SectionIn RO
  ${If} $OldFolder != ""
    !insertmacro REFUSE_WHILE_RUNNING "$OldFolder"
    !insertmacro REMOVE_PROGRAM "$OldFolder"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${FILES}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
SectionEnd

Section "$(PART_FOLDERS)" SectionFolders
  WriteRegStr HKCU "${FOLDER_KEY}" "" "$(FOLDER_ACTION)"
  WriteRegStr HKCU "${FOLDER_KEY}" "Icon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${FOLDER_KEY}\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${OPEN_WITH_KEY}" "FriendlyAppName" "${TITLE}"
  WriteRegStr HKCU "${OPEN_WITH_KEY}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ${RefreshShellIcons}
SectionEnd

Section "un.$(PART_PROGRAM)" UnProgram
  SectionIn RO
  !insertmacro REMOVE_PROGRAM "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey HKCU "${FOLDER_KEY}"
  DeleteRegKey HKCU "${OPEN_WITH_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${OWN_KEY}"
  ${RefreshShellIcons}
SectionEnd

Section /o "un.$(PART_LIBRARY)" UnLibrary
  RMDir /r "$LOCALAPPDATA\${TITLE}"
SectionEnd

Function un.onInit
  !insertmacro REFUSE_WHILE_RUNNING "$INSTDIR"
  ${If} ${Silent}
    ${GetParameters} $1
    ClearErrors
    ${GetOptions} $1 "/LIBRARY=" $0
    ${If} $0 == "delete"
      !insertmacro SelectSection ${UnLibrary}
    ${EndIf}
  ${EndIf}
FunctionEnd
