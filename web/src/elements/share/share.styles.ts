import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
  }

  #open {
    min-height: 2rem;
    padding: 0 0.5rem;
  }

  fieldset .muted {
    margin-block-end: 0.35rem;
    font-size: 0.8125rem;
  }

  .open {
    margin: 0;
  }

  .named {
    display: flex;
    gap: 0.35rem;
    align-items: end;
  }

  label {
    display: grid;
    flex: 1;
    gap: 0.2rem;
    font-size: 0.8125rem;
  }

  input[name='title'] {
    font-family: inherit;
  }
`;
