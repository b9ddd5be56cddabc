/** Numbers that the tenant owns, E.164; they are from the block that is kept for fiction. */
export const SUPPORT_NUMBER = '+13125550140';
/** What people see when the tenant calls them and nothing else is asked for. */
export const OUTBOUND_NUMBER = '+13125550141';
/** Numbers that may be shown on calls. */
export const CALL_NUMBERS: readonly string[] = [SUPPORT_NUMBER, OUTBOUND_NUMBER, '+13125550144'];
/** Numbers that text messages are sent from. */
export const SMS_NUMBERS: readonly string[] = ['+13125550142', '+13125550143'];
