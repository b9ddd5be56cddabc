import {render, Text} from 'ink';
import {createElement} from 'react';

// What the console's start is compared with: the smallest Ink program.
const app = render(createElement(Text, null, 'Hello, world'));
setTimeout(() => app.unmount(), 10_000);
