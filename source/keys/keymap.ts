/** Where a key is listened to. An open dialog hides every other scope. */
export type Scope =
  | 'global'
  | 'list'
  | 'queues'
  | 'agents'
  | 'watch'
  | 'activity'
  | 'filter'
  | 'scroll'
  | 'choice'
  | 'search'
  | 'form'
  | 'palette'
  | 'answer'
  | 'waiting'
  | 'work'
  | 'confirm'
  | 'countdown';

/**
 * What must be so within the scope for a key to work. marks: rows of the panel can be marked. several: more than one can be chosen. switch: the field under the
 * cursor is no text. buttons: a confirmation asks yes or no. typing: it
 * wants something typed. sent: it is too late to cancel.
 */
export type Condition = 'marks' | 'several' | 'switch' | 'buttons' | 'typing' | 'second' | 'sent';

/** One row of the key table. */
export type KeyRow = {
  readonly scope: Scope;
  readonly when?: readonly Condition[];
  /** Chords that do it; the first is the one shown. */
  readonly chords: readonly string[];
  readonly command: string;
  /** A word or two for the footer; no entry there when absent. */
  readonly hint?: string;
  /** What it does, for the help, the menu of actions and the README. */
  readonly help: string;
};

/** The key table: dispatch, footer, help, the menu of actions and the README's list are all read from it. */
export const KEYMAP = [
  {
    scope: 'global',
    chords: ['?', 'f1'],
    command: 'help',
    hint: 'help',
    help: 'How this row is known, and the keys that work here',
  },
  {scope: 'global', chords: ['q', 'ctrl+c'], command: 'quit', hint: 'quit', help: 'Leave the console'},
  {scope: 'global', chords: [':'], command: 'palette', hint: 'palette', help: 'Find any operation, action or view'},
  {scope: 'global', chords: ['a'], command: 'actions', hint: 'actions', help: 'What can be done here'},
  {
    scope: 'global',
    chords: ['L'],
    command: 'force-logout',
    hint: 'logout',
    help: 'Force logout: agents, teams, addresses',
  },
  {scope: 'global', chords: ['e'], command: 'escalate', hint: 'escalate', help: 'Escalate a chat from bot to human'},
  {scope: 'global', chords: ['w'], command: 'follow', help: 'Follow a chat or job by its id'},
  {scope: 'global', chords: ['O'], command: 'read-only', help: 'Read-only on or off'},
  {scope: 'global', chords: ['tab'], command: 'next-panel', hint: 'panel', help: 'Next panel'},
  {scope: 'global', chords: ['shift+tab'], command: 'previous-panel', help: 'Previous panel'},
  {scope: 'global', chords: ['1'], command: 'panel-1', help: 'Queues'},
  {scope: 'global', chords: ['2'], command: 'panel-2', help: 'Agents'},
  {scope: 'global', chords: ['3'], command: 'panel-3', help: 'Presence'},
  {scope: 'global', chords: ['4'], command: 'panel-4', help: 'Budget'},
  {scope: 'global', chords: ['5'], command: 'panel-5', help: 'Activity'},
  {scope: 'global', chords: ['6'], command: 'panel-6', help: 'Watch'},
  {scope: 'global', chords: ['z', '+'], command: 'zoom', hint: 'zoom', help: 'Zoom the panel, or back'},
  {scope: 'global', chords: ['escape'], command: 'back', help: 'Clear the filter, the marks, the zoom; never quits'},
  {scope: 'global', chords: ['r', 'ctrl+r', 'f5'], command: 'refresh', help: 'Try again now what is backing off'},
  {scope: 'global', chords: ['ctrl+l'], command: 'redraw', help: 'Draw the screen anew'},
  {scope: 'global', chords: ['ctrl+z'], command: 'suspend', help: 'Suspend; `fg` comes back'},
  {scope: 'list', chords: ['j', 'down'], command: 'down', help: 'Down'},
  {scope: 'list', chords: ['k', 'up'], command: 'up', help: 'Up'},
  {scope: 'list', chords: ['pagedown', 'ctrl+f'], command: 'page-down', help: 'Page down'},
  {scope: 'list', chords: ['pageup', 'ctrl+b'], command: 'page-up', help: 'Page up'},
  {scope: 'list', chords: ['ctrl+d'], command: 'half-page-down', help: 'Half a page down'},
  {scope: 'list', chords: ['ctrl+u'], command: 'half-page-up', help: 'Half a page up'},
  {scope: 'list', chords: ['g', 'home'], command: 'first', help: 'First row'},
  {scope: 'list', chords: ['G', 'end'], command: 'last', help: 'Last row'},
  {scope: 'list', chords: ['enter'], command: 'detail', hint: 'detail', help: 'Details of the row'},
  {scope: 'list', chords: ['/'], command: 'filter', hint: 'filter', help: 'Filter by text; !word leaves out'},
  {
    scope: 'list',
    chords: ['>', 'f6', 'l', 'right'],
    command: 'next-sort',
    hint: 'sort',
    help: 'Sort by the next column',
  },
  {scope: 'list', chords: ['<', 'h', 'left'], command: 'previous-sort', help: 'Sort by the previous column'},
  {scope: 'list', chords: ['I'], command: 'reverse-sort', help: 'Reverse the sort order'},
  {scope: 'list', when: ['marks'], chords: ['space'], command: 'mark', help: 'Mark the row and step down'},
  {
    scope: 'list',
    when: ['marks'],
    chords: ['v', 'ctrl+space'],
    command: 'mark-range',
    help: 'Mark from the last mark to here',
  },
  {scope: 'list', when: ['marks'], chords: ['*'], command: 'mark-all', help: 'Mark all rows shown'},
  {scope: 'list', when: ['marks'], chords: ['U', 'ctrl+\\'], command: 'clear-marks', help: 'Clear all marks'},
  {scope: 'list', chords: ['y'], command: 'copy', help: "Copy the row's id"},
  {scope: 'queues', chords: ['t'], command: 'toggle-tree', hint: 'tree', help: 'Menu tree or flat list'},
  {scope: 'queues', chords: ['enter'], command: 'detail', hint: 'detail', help: 'Details; folds and unfolds a menu'},
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
  {
    scope: 'activity',
    chords: ['t'],
    command: 'toggle-requests',
    hint: 'requests',
    help: 'Requests among the acts, or left out',
  },
  {scope: 'filter', chords: ['enter'], command: 'filter-keep', hint: 'keep', help: 'Keep the filter'},
  {scope: 'filter', chords: ['escape'], command: 'filter-drop', hint: 'drop', help: 'Drop the filter'},
  {scope: 'filter', chords: ['down', 'up', 'tab'], command: 'filter-keep', help: 'Keep it and go to the rows'},
  {scope: 'scroll', chords: ['j', 'down'], command: 'scroll-down', hint: 'down', help: 'Down'},
  {scope: 'scroll', chords: ['k', 'up'], command: 'scroll-up', hint: 'up', help: 'Up'},
  {scope: 'scroll', chords: ['pagedown', 'space', 'ctrl+f', 'ctrl+d'], command: 'scroll-page-down', help: 'Page down'},
  {scope: 'scroll', chords: ['pageup', 'ctrl+b', 'ctrl+u'], command: 'scroll-page-up', help: 'Page up'},
  {scope: 'scroll', chords: ['escape', 'q', 'enter', '?', 'f1'], command: 'close', hint: 'close', help: 'Close'},
  {scope: 'choice', chords: ['j', 'down'], command: 'choice-down', hint: 'down', help: 'Down'},
  {scope: 'choice', chords: ['k', 'up'], command: 'choice-up', hint: 'up', help: 'Up'},
  {scope: 'choice', chords: ['enter'], command: 'choice-take', hint: 'choose', help: 'Choose'},
  {scope: 'choice', chords: ['escape', 'q'], command: 'close', hint: 'cancel', help: 'Cancel'},
  {scope: 'choice', when: ['several'], chords: ['space'], command: 'choice-mark', hint: 'mark', help: 'Mark'},
  {scope: 'search', chords: ['down', 'ctrl+n'], command: 'choice-down', hint: 'down', help: 'Down'},
  {scope: 'search', chords: ['up', 'ctrl+p'], command: 'choice-up', hint: 'up', help: 'Up'},
  {scope: 'search', chords: ['enter'], command: 'choice-take', hint: 'choose', help: 'Choose'},
  {scope: 'search', chords: ['escape'], command: 'close', hint: 'cancel', help: 'Cancel'},
  {scope: 'search', when: ['several'], chords: ['tab'], command: 'choice-mark', hint: 'mark', help: 'Mark'},
  {scope: 'form', chords: ['tab', 'down'], command: 'form-next', hint: 'next', help: 'Next field'},
  {scope: 'form', chords: ['shift+tab', 'up'], command: 'form-previous', help: 'Previous field'},
  {
    scope: 'form',
    chords: ['enter'],
    command: 'form-enter',
    hint: 'go on',
    help: 'Next field, open a list, or press the button',
  },
  {scope: 'form', chords: ['escape'], command: 'close', hint: 'cancel', help: 'Cancel'},
  {
    scope: 'form',
    when: ['switch'],
    chords: ['space'],
    command: 'form-turn',
    hint: 'switch',
    help: 'Turn the switch, choose the next, open the list',
  },
  {scope: 'form', when: ['switch'], chords: ['right'], command: 'form-turn', help: 'Choose the next'},
  {scope: 'form', when: ['switch'], chords: ['left'], command: 'form-turn-back', help: 'Choose the one before'},
  {scope: 'form', chords: ['ctrl+o'], command: 'form-known', help: 'Choose from what is known of the tenant'},
  {scope: 'form', chords: ['ctrl+x', 'f4'], command: 'form-edit', help: 'Edit the text in $EDITOR'},
  {scope: 'form', chords: ['ctrl+g'], command: 'form-submit', help: 'Press the button from anywhere'},
  {scope: 'palette', chords: ['down', 'ctrl+n', 'tab'], command: 'palette-down', hint: 'down', help: 'Down'},
  {scope: 'palette', chords: ['up', 'ctrl+p', 'shift+tab'], command: 'palette-up', hint: 'up', help: 'Up'},
  {scope: 'palette', chords: ['enter'], command: 'palette-take', hint: 'choose', help: 'Begin with it'},
  {scope: 'palette', chords: ['escape'], command: 'close', hint: 'close', help: 'Close'},
  {
    scope: 'waiting',
    chords: ['escape', 'q'],
    command: 'waiting-cancel',
    hint: 'take back',
    help: 'Take it back, if it still waits',
  },
  {scope: 'work', chords: ['j', 'down'], command: 'work-down', hint: 'down', help: 'Down'},
  {scope: 'work', chords: ['k', 'up'], command: 'work-up', hint: 'up', help: 'Up'},
  {scope: 'work', chords: ['pagedown', 'ctrl+f', 'ctrl+d'], command: 'work-page-down', help: 'Page down'},
  {scope: 'work', chords: ['pageup', 'ctrl+b', 'ctrl+u'], command: 'work-page-up', help: 'Page up'},
  {scope: 'work', chords: ['g', 'home'], command: 'work-first', help: 'First row'},
  {scope: 'work', chords: ['G', 'end'], command: 'work-last', help: 'Last row'},
  {scope: 'work', chords: ['escape', 'q'], command: 'work-close', hint: 'close', help: 'Close the view'},
  {scope: 'answer', chords: ['j', 'down'], command: 'answer-down', hint: 'down', help: 'Down'},
  {scope: 'answer', chords: ['k', 'up'], command: 'answer-up', hint: 'up', help: 'Up'},
  {scope: 'answer', chords: ['pagedown', 'ctrl+f', 'ctrl+d'], command: 'answer-page-down', help: 'Page down'},
  {scope: 'answer', chords: ['pageup', 'ctrl+b', 'ctrl+u'], command: 'answer-page-up', help: 'Page up'},
  {scope: 'answer', chords: ['g', 'home'], command: 'answer-first', help: 'First line'},
  {scope: 'answer', chords: ['G', 'end'], command: 'answer-last', help: 'Last line'},
  {scope: 'answer', chords: ['enter', 'space'], command: 'answer-turn', hint: 'fold', help: 'Fold or unfold'},
  {scope: 'answer', chords: ['right', 'l'], command: 'answer-unfold', help: 'Unfold, then go in'},
  {scope: 'answer', chords: ['left', 'h'], command: 'answer-fold', help: 'Fold, then go out'},
  {scope: 'answer', chords: ['y'], command: 'answer-copy', hint: 'copy', help: 'Copy the value'},
  {scope: 'answer', chords: ['Y'], command: 'answer-copy-all', help: 'Copy the whole answer'},
  {scope: 'answer', chords: ['s'], command: 'answer-save', hint: 'save', help: 'Save the answer to a file'},
  {scope: 'answer', chords: ['R'], command: 'answer-again', hint: 'again', help: 'Run it again, from its form'},
  {scope: 'answer', chords: ['escape', 'q'], command: 'close', hint: 'close', help: 'Close'},
  {
    scope: 'confirm',
    when: ['buttons'],
    chords: ['tab', 'shift+tab', 'left', 'right'],
    command: 'confirm-button',
    hint: 'choose',
    help: 'The other button',
  },
  {
    scope: 'confirm',
    when: ['buttons'],
    chords: ['enter'],
    command: 'confirm-press',
    hint: 'press',
    help: 'Press the button',
  },
  {
    scope: 'confirm',
    when: ['typing', 'second'],
    chords: ['enter'],
    command: 'confirm-press',
    hint: 'go on',
    help: 'Go on, once it is right or somebody has agreed',
  },
  {scope: 'confirm', when: ['buttons'], chords: ['y'], command: 'confirm-yes', hint: 'send', help: 'Send'},
  {scope: 'confirm', chords: ['down'], command: 'scroll-down', help: 'Read on'},
  {scope: 'confirm', chords: ['up'], command: 'scroll-up', help: 'Read back'},
  {scope: 'confirm', chords: ['pagedown'], command: 'scroll-page-down', hint: 'read on', help: 'A page on'},
  {scope: 'confirm', chords: ['pageup'], command: 'scroll-page-up', help: 'A page back'},
  {scope: 'confirm', when: ['buttons'], chords: ['n', 'q'], command: 'confirm-cancel', help: 'Cancel'},
  {
    scope: 'confirm',
    when: ['buttons', 'typing', 'second'],
    chords: ['escape'],
    command: 'confirm-cancel',
    hint: 'cancel',
    help: 'Cancel',
  },
  {
    scope: 'confirm',
    when: ['sent'],
    chords: ['escape'],
    command: 'confirm-cancel',
    hint: 'close',
    help: 'Close; what still waits is not sent',
  },
] as const satisfies readonly KeyRow[];

/** Everything a key can mean. */
export type Command = (typeof KEYMAP)[number]['command'];
export type BoundKey = (typeof KEYMAP)[number];
