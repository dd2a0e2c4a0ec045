"""Press releases: files to text, and the articles made from one, sentence by sentence."""
