"""bsreform: administrative-reform figures that can be traced to the very rows behind them."""

__version__ = "0.2.0"
