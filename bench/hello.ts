import {render, Text, useInput} from 'ink';
import {createElement} from 'react';

// What the console's start is compared with: the smallest Ink program.
function Hello() {
  // As every program with keys: Ctrl-C is listened for.
  useInput(() => {});
  return createElement(Text, null, 'Hello, world');
}

const app = render(createElement(Hello));
const timer = setTimeout(() => app.unmount(), 10_000);
void app.waitUntilExit().then(() => clearTimeout(timer));
