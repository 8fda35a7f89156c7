/**
 * Why a file is not shown: `gone`: nobody has it; `altered`: it is not what its sender has hashed; `tooLarge`: too many bytes or pixels;
 * `notShown`: its content is of no type that is shown; `offline`: it did not come; `disk`: it could not be kept.
 */
export type MediaTrouble = 'gone' | 'altered' | 'tooLarge' | 'notShown' | 'offline' | 'disk';
