/** Where a key is listened to. An open dialog hides every other scope. */
export type Scope =
  | 'global'
  | 'list'
  | 'queues'
  | 'agents'
  | 'watch'
  | 'filter'
  | 'scroll'
  | 'choice'
  | 'form'
  | 'confirm'
  | 'countdown';

/** One row of the key table. */
export type KeyRow = {
  readonly scope: Scope;
  /** Chords that do it; the first is the one shown. */
  readonly chords: readonly string[];
  readonly command: string;
  /** A word or two for the footer; no entry there when absent. */
  readonly hint?: string;
  /** What it does, for the help and the README. */
  readonly help: string;
};

/** The key table: dispatch, footer, help and the README's list are all read from it. */
export const KEYMAP = [
  {scope: 'global', chords: ['?', 'f1'], command: 'help', hint: 'help', help: 'Keys that work here'},
  {scope: 'global', chords: ['q', 'ctrl+c'], command: 'quit', hint: 'quit', help: 'Leave the console'},
  {scope: 'global', chords: ['ctrl+z'], command: 'suspend', help: 'Suspend; `fg` comes back'},
  {scope: 'global', chords: ['ctrl+l'], command: 'redraw', help: 'Draw the screen anew'},
  {scope: 'global', chords: ['r', 'ctrl+r', 'f5'], command: 'refresh', help: 'Try again now what is backing off'},
  {
    scope: 'global',
    chords: ['L'],
    command: 'force-logout',
    hint: 'logout',
    help: 'Force logout: agents, teams, addresses',
  },
  {scope: 'global', chords: ['e'], command: 'escalate', hint: 'escalate', help: 'Escalate a chat from bot to human'},
  {scope: 'global', chords: ['tab'], command: 'next-panel', hint: 'panel', help: 'Next panel'},
  {scope: 'global', chords: ['shift+tab'], command: 'previous-panel', help: 'Previous panel'},
  {scope: 'global', chords: ['1'], command: 'panel-1', help: 'Queues'},
  {scope: 'global', chords: ['2'], command: 'panel-2', help: 'Agents'},
  {scope: 'global', chords: ['3'], command: 'panel-3', help: 'Presence'},
  {scope: 'global', chords: ['4'], command: 'panel-4', help: 'Budget'},
  {scope: 'global', chords: ['5'], command: 'panel-5', help: 'Activity'},
  {scope: 'global', chords: ['6'], command: 'panel-6', help: 'Watch'},
  {scope: 'global', chords: ['z', '+'], command: 'zoom', hint: 'zoom', help: 'Zoom the panel, or back'},
  {scope: 'global', chords: ['escape'], command: 'back', help: 'Close, clear the filter, leave the zoom; never quits'},
  {scope: 'global', chords: ['w'], command: 'follow', help: 'Follow a chat or job by its id'},
  {scope: 'list', chords: ['j', 'down'], command: 'down', help: 'Down'},
  {scope: 'list', chords: ['k', 'up'], command: 'up', help: 'Up'},
  {scope: 'list', chords: ['pagedown', 'ctrl+f'], command: 'page-down', help: 'Page down'},
  {scope: 'list', chords: ['pageup', 'ctrl+b'], command: 'page-up', help: 'Page up'},
  {scope: 'list', chords: ['ctrl+d'], command: 'half-page-down', help: 'Half a page down'},
  {scope: 'list', chords: ['ctrl+u'], command: 'half-page-up', help: 'Half a page up'},
  {scope: 'list', chords: ['g', 'home'], command: 'first', help: 'First row'},
  {scope: 'list', chords: ['G', 'end'], command: 'last', help: 'Last row'},
  {scope: 'list', chords: ['enter'], command: 'detail', hint: 'detail', help: 'Details of the row'},
  {scope: 'list', chords: ['/'], command: 'filter', hint: 'filter', help: 'Filter by text'},
  {
    scope: 'list',
    chords: ['>', 'f6', 'l', 'right'],
    command: 'next-sort',
    hint: 'sort',
    help: 'Sort by the next column',
  },
  {scope: 'list', chords: ['<', 'h', 'left'], command: 'previous-sort', help: 'Sort by the previous column'},
  {scope: 'list', chords: ['I'], command: 'reverse-sort', help: 'Reverse the sort order'},
  {scope: 'list', chords: ['space'], command: 'mark', help: 'Mark the row and step down'},
  {scope: 'list', chords: ['v', 'ctrl+space'], command: 'mark-range', help: 'Mark from the last mark to here'},
  {scope: 'list', chords: ['*'], command: 'mark-all', help: 'Mark all rows shown'},
  {scope: 'list', chords: ['U', 'ctrl+\\'], command: 'clear-marks', help: 'Clear all marks'},
  {scope: 'queues', chords: ['t'], command: 'toggle-tree', hint: 'tree', help: 'Menu tree or flat list'},
  {
    scope: 'agents',
    chords: ['s'],
    command: 'set-status',
    hint: 'status',
    help: 'Change status of marked agents, or this one',
  },
  {scope: 'agents', chords: ['T'], command: 'set-team-status', help: 'Change status of whole teams'},
  {
    scope: 'watch',
    chords: ['d'],
    command: 'deflect',
    hint: 'deflect',
    help: 'Choose the channel of a turned-away chat',
  },
  {scope: 'watch', chords: ['x'], command: 'forget', hint: 'forget', help: 'Stop following'},
  {scope: 'filter', chords: ['enter'], command: 'filter-keep', hint: 'keep', help: 'Keep the filter'},
  {scope: 'filter', chords: ['escape'], command: 'filter-drop', hint: 'drop', help: 'Drop the filter'},
  {scope: 'filter', chords: ['down'], command: 'filter-keep', help: 'Keep the filter and go to the rows'},
  {scope: 'scroll', chords: ['j', 'down'], command: 'scroll-down', hint: 'down', help: 'Down'},
  {scope: 'scroll', chords: ['k', 'up'], command: 'scroll-up', hint: 'up', help: 'Up'},
  {scope: 'scroll', chords: ['pagedown', 'space', 'ctrl+f', 'ctrl+d'], command: 'scroll-page-down', help: 'Page down'},
  {scope: 'scroll', chords: ['pageup', 'ctrl+b', 'ctrl+u'], command: 'scroll-page-up', help: 'Page up'},
  {scope: 'scroll', chords: ['escape', 'q', 'enter', '?'], command: 'close', hint: 'close', help: 'Close'},
  {scope: 'choice', chords: ['j', 'down'], command: 'choice-down', help: 'Down'},
  {scope: 'choice', chords: ['k', 'up'], command: 'choice-up', help: 'Up'},
  {scope: 'choice', chords: ['space'], command: 'choice-mark', hint: 'mark', help: 'Mark, where several can be chosen'},
  {scope: 'choice', chords: ['enter'], command: 'choice-take', hint: 'choose', help: 'Choose'},
  {scope: 'choice', chords: ['escape', 'q'], command: 'close', hint: 'cancel', help: 'Cancel'},
  {scope: 'form', chords: ['tab', 'down'], command: 'form-next', hint: 'next field', help: 'Next field'},
  {scope: 'form', chords: ['shift+tab', 'up'], command: 'form-previous', help: 'Previous field'},
  {
    scope: 'form',
    chords: ['enter'],
    command: 'form-enter',
    hint: 'go on',
    help: 'Next field, open a list, or press the button',
  },
  {scope: 'form', chords: ['space'], command: 'form-turn', hint: 'switch', help: 'Turn a switch'},
  {scope: 'form', chords: ['escape'], command: 'close', hint: 'cancel', help: 'Cancel'},
  {
    scope: 'confirm',
    chords: ['tab', 'shift+tab', 'left', 'right'],
    command: 'confirm-button',
    hint: 'choose',
    help: 'The other button',
  },
  {
    scope: 'confirm',
    chords: ['enter'],
    command: 'confirm-press',
    hint: 'press',
    help: 'Press the button; send what was typed',
  },
  {scope: 'confirm', chords: ['y'], command: 'confirm-yes', hint: 'send', help: 'Send (where nothing is to be typed)'},
  {scope: 'confirm', chords: ['down', 'pagedown'], command: 'scroll-down', help: 'Read on'},
  {scope: 'confirm', chords: ['up', 'pageup'], command: 'scroll-up', help: 'Read back'},
  {scope: 'confirm', chords: ['escape', 'n', 'q'], command: 'confirm-cancel', hint: 'cancel', help: 'Cancel'},
] as const satisfies readonly KeyRow[];

/** Everything a key can mean. */
export type Command = (typeof KEYMAP)[number]['command'];
export type BoundKey = (typeof KEYMAP)[number];
