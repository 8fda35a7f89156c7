; What the installer's uninstaller does besides its own: Latchkey is not opened at sign-in any more, by none of its profiles (electron/autostart/loginItem.ts
; names them). An update runs the old uninstaller as well, and takes nothing from anybody.
!define LATCHKEY_VERSION_KEY "Software\Microsoft\Windows\CurrentVersion"

!macro customUnInstall
  ${ifNot} ${isUpdated}
    StrCpy $R0 0
    ${do}
      EnumRegValue $R1 HKCU "${LATCHKEY_VERSION_KEY}\Run" $R0
      ${if} $R1 == ""
        ${exitDo}
      ${endIf}
      StrCpy $R2 $R1 10
      ${if} $R1 == "Latchkey"
      ${orIf} $R2 == "Latchkey ("
        ; The next one moves up to this one's place.
        DeleteRegValue HKCU "${LATCHKEY_VERSION_KEY}\Run" $R1
        DeleteRegValue HKCU "${LATCHKEY_VERSION_KEY}\Explorer\StartupApproved\Run" $R1
      ${else}
        IntOp $R0 $R0 + 1
      ${endIf}
    ${loop}
  ${endIf}
!macroend
